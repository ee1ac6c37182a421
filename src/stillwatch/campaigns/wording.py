"""Exchanges that say an operation's own words as its members do, each judged without the account that sent it."""

from __future__ import annotations

import numpy as np

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.words import (
    FEWEST_MEMBERS,
    PURE_ACCOUNTS,
    PURE_ROWS,
    Marks,
    near_words,
    usage,
    use_asked,
)
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints


@kernel
def _count_words(
    atoms: Ints,
    offsets: Ints,
    rows: Codes,
    account: Codes,
    member: Marks,
    totals: Ints,
    used: float,
    own: Ints,
    near: Ints,
) -> None:
    """Count, per row, the chosen atoms, and those that are the operation's own when the row's account is left out.

    For a member's row the busiest outsider is left out too: he may be one of them, not yet known. ``totals`` has, per
    atom, exchanges, accounts, exchanges of members, and members; ``used`` is how often a member sends them.
    """
    count = np.zeros(len(member), dtype=np.int64)
    for atom in atoms:
        begin, end = offsets[atom], offsets[atom + 1]
        busiest = 0
        for j in range(begin, end):
            who = account[rows[j]]
            count[who] += 1
            if not member[who]:
                busiest = max(busiest, count[who])
        for j in range(begin, end):
            who = account[rows[j]]
            mine, other = (count[who], busiest) if member[who] else (0, 0)
            inside, members = totals[atom, 2] - mine, totals[atom, 3] - member[who]
            pure = inside >= PURE_ROWS * (totals[atom, 0] - count[who] - other)
            pure &= members >= PURE_ACCOUNTS * (totals[atom, 1] - 1)
            own[rows[j]] += pure and members >= FEWEST_MEMBERS and inside >= used * members
            near[rows[j]] += 1
        for j in range(begin, end):
            count[account[rows[j]]] = 0


@kernel
def _company(atoms: Ints, offsets: Ints, rows: Codes, account: Codes, member: Marks, near: Ints) -> Floats:
    """Per row, the mean over its chosen atoms of how many of them stand in a member's exchange with that atom."""
    total = np.zeros(len(near))
    for atom in atoms:
        beside, members = 0.0, 0
        for j in range(offsets[atom], offsets[atom + 1]):
            if member[account[rows[j]]]:
                beside += near[rows[j]]
                members += 1
        for j in range(offsets[atom], offsets[atom + 1]):
            total[rows[j]] += beside / max(members, 1)
    return total / np.maximum(near, 1)


def fullness(corpus: Corpus, member: Marks) -> Floats:
    """Per exchange, its own words as a part of those that stand in members' exchanges beside the same words.

    About 1 where the whole template is said, little where it has one phrase in common, 0 where it has none. A word is
    judged without the customer in question, as a juror is not asked about himself; ``member`` is a mark per account.
    """
    log, postings = corpus.log, corpus.postings
    ours = np.zeros(int(log.customer.max(initial=0)) + 1, dtype=np.bool_)
    ours[log.registry.customer[member]] = True
    found = usage(corpus.contents, corpus.contents.customers, ours)
    chosen, used = near_words(found), use_asked(log, member)
    own, near = np.zeros((2, len(log)), dtype=np.int64)
    totals = np.stack([found.rows, found.accounts, found.member_rows, found.members], axis=1)
    _count_words(chosen, postings.offsets, postings.rows, log.customer, ours, totals, used, own, near)
    company = _company(chosen, postings.offsets, postings.rows, log.customer, ours, near)
    return np.asarray(own / np.maximum(company, 1))
