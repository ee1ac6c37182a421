"""Accounts that were left out although they do an operation's work, found by the words that are its own without them."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.membership import shared_identities
from stillwatch.campaigns.words import PURE_ROWS, Marks, own_words, usage, words_without
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Floats, Ints, Log

ROUNDS: Final = 4
"""Each round's recruits make more words pure; a few rounds reach what can be reached."""
FEWEST_ROWS: Final = 8
"""Exchanges with the operation's own words from which an account is no passer-by."""
LEAST_SHARE: Final = 0.25
"""And their share of all that the account sends."""
FULL: Final = 0.9
"""Part of the words beside a word in members' exchanges that has to stand beside it here: one phrase is no template."""
KNOWN: Final = 0.5
"""The same for an account that shares a payment method, a device or a phone with a member."""


@kernel
def _outsiders_words(
    atoms: Ints, offsets: Ints, rows: Codes, account: Codes, member: Marks, member_rows: Ints, pure: float, out: Ints
) -> None:
    """Count, per row of an outsider, its atoms that would be pure without that outsider."""
    count = np.zeros(len(member), dtype=np.int64)
    for atom in atoms:
        begin, end = offsets[atom], offsets[atom + 1]
        for j in range(begin, end):
            count[account[rows[j]]] += 1
        for j in range(begin, end):
            who = account[rows[j]]
            if not member[who] and member_rows[atom] >= pure * (end - begin - count[who]):
                out[rows[j]] += 1
        for j in range(begin, end):
            count[account[rows[j]]] = 0


@kernel
def _members_words(atoms: Ints, offsets: Ints, rows: Codes, account: Codes, member: Marks, out: Ints) -> None:
    """Count, per row of a member, the chosen atoms."""
    for atom in atoms:
        for j in range(offsets[atom], offsets[atom + 1]):
            out[rows[j]] += member[account[rows[j]]]


@kernel
def _company(atoms: Ints, offsets: Ints, rows: Codes, account: Codes, member: Marks, words: Ints) -> Floats:
    """Per row, the mean over its chosen atoms of how many such words stand in a member's exchange with that atom."""
    total = np.zeros(len(words))
    found = np.zeros(len(words))
    for atom in atoms:
        beside, members = 0.0, 0
        for j in range(offsets[atom], offsets[atom + 1]):
            if member[account[rows[j]]]:
                beside += words[rows[j]]
                members += 1
        for j in range(offsets[atom], offsets[atom + 1]):
            total[rows[j]] += beside / max(members, 1)
            found[rows[j]] += 1
    return total / np.maximum(found, 1)


def _round(log: Log, postings: Postings, member: Marks, whole: Ints) -> Marks:
    found = usage(log, postings, member)
    without = words_without(found)
    chosen = np.union1d(own_words(found), without)
    words = np.zeros(len(log), dtype=np.int64)
    _members_words(chosen, postings.offsets, postings.rows, log.account, member, words)
    _outsiders_words(
        without, postings.offsets, postings.rows, log.account, member, found.member_rows, PURE_ROWS, words
    )
    company = _company(chosen, postings.offsets, postings.rows, log.account, member, words)
    wanted = np.where(_acquainted(log, member), KNOWN, FULL)
    own = (words > 0) & (words >= wanted[log.account] * company) & ~member[log.account]
    count = np.bincount(log.account[own], minlength=len(member))
    return (count >= FEWEST_ROWS) & (count >= LEAST_SHARE * whole)


def _acquainted(log: Log, member: Marks) -> Marks:
    everybody = np.arange(len(member), dtype=np.int32)
    return shared_identities(log, np.flatnonzero(member).astype(np.int32), everybody) > 0


def recruited(log: Log, postings: Postings, accounts: Codes, taken: Codes) -> Codes:
    """``accounts`` and those who send the operation's own words in earnest; nobody of ``taken`` (other operations').

    A word is judged without the account in question, as a juror is not asked about himself.
    """
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    free = np.ones(len(member), dtype=np.bool_)
    free[taken] = False
    whole = np.bincount(log.account, minlength=len(member))
    for _ in range(ROUNDS):
        fresh = _round(log, postings, member, whole) & free & ~member
        if not fresh.any():
            break
        member |= fresh
    return np.flatnonzero(member).astype(np.int32)
