"""Who is in an operation by its own words: members left out so far, and members who hardly say them."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.membership import linked, shared_identities
from stillwatch.campaigns.wording import fullness
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Floats, Log
from stillwatch.evidence.rhythm import Rhythms, with_the_others

ROUNDS: Final = 4
"""Each round's recruits make more words pure; a few rounds reach what can be reached."""
FEWEST_ROWS: Final = 8
"""Exchanges in the operation's own words from which an outsider is no passer-by."""
LEAST_SHARE: Final = 0.25
"""And their share of all that the account sends."""
FULL: Final = 0.85
"""How full of the operation's own words an outsider's exchange has to be: one phrase is no template."""
KNOWN: Final = 0.5
"""The same for an account that shares a payment method, a device or a phone with a member."""
FULL_ENOUGH: Final = 0.6
"""The same for an account that did the operation's work by other measures."""
LITTLE: Final = 0.2
"""Share of its exchanges that an account with a member's card has to send in the operation's words."""
IN_STEP: Final = 0.3
"""How far a member's rhythm has to point where the others' does; that of strangers strays by about a tenth."""
STEADY: Final = 40
"""Exchanges from which an account's own rhythm is more than an accident."""


def _acquainted(log: Log, member: Marks) -> Marks:
    """Accounts that share an identity with a member."""
    members = np.flatnonzero(member).astype(np.int32)
    return shared_identities(log, members, np.arange(len(member), dtype=np.int32)) > 0


def _says(log: Log, full: Floats, least: Floats) -> Floats:
    """Per account, its exchanges that are full enough."""
    return np.bincount(log.account[full >= np.maximum(least[log.account], 1e-9)], minlength=len(least)).astype(float)


def recruited(log: Log, postings: Postings, accounts: Codes, taken: Codes) -> Codes:
    """``accounts`` and those who send the operation's own words in earnest; nobody of ``taken`` (other operations')."""
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    free = np.ones(len(member), dtype=np.bool_)
    free[taken] = False
    whole = np.bincount(log.account, minlength=len(member))
    for _ in range(ROUNDS):
        says = _says(log, fullness(log, postings, member), np.where(_acquainted(log, member), KNOWN, FULL))
        fresh = free & ~member & (says >= FEWEST_ROWS) & (says >= LEAST_SHARE * whole)
        if not fresh.any():
            break
        member |= fresh
    return np.flatnonzero(member).astype(np.int32)


def in_rhythm(log: Log, rhythm: Rhythms, crew: Codes, accounts: Codes) -> Codes:
    """Those of ``accounts`` with enough exchanges to have a rhythm of their own, and the crew's."""
    busy = np.bincount(log.account, minlength=len(log.registry))[accounts] >= STEADY
    return accounts[busy & (with_the_others(log, rhythm, crew, accounts) >= IN_STEP)]


def confirmed(log: Log, postings: Postings, rhythm: Rhythms, accounts: Codes) -> Codes:
    """``accounts`` without those who share no identity nor rhythm with the others and hardly say the operation's words.

    An account that asks for the same things in words of its own is a stranger, and so is one that shares a card and
    hardly says a word of theirs: cards and devices change hands. Nobody is judged by text where there is none, or where
    the operation has so many wordings that none can be called its own.
    """
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    full = fullness(log, postings, member)
    says = _says(log, full, np.full(len(member), FULL_ENOUGH))
    readable = np.bincount(log.account[log.readable], minlength=len(member))
    if says[accounts].sum() < LEAST_SHARE * readable[accounts].sum():
        return accounts
    in_step = np.isin(accounts, in_rhythm(log, rhythm, accounts, accounts))
    known = linked(log, accounts) & (says >= LITTLE * readable)[accounts]
    return accounts[(says >= LEAST_SHARE * readable)[accounts] | known | in_step]
