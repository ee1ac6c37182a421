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
def _senders(rows: Codes, account: Codes, member: Marks, count: Codes, who: Codes) -> int:
    """Write who sent each of the rows, count what each sends, and return what the busiest who is no member does."""
    busiest = 0
    for j in range(np.uint64(len(rows))):
        who[j] = account[np.uint64(rows[j])]
        one = np.uint64(who[j])
        count[one] += 1
        if not member[one]:
            busiest = max(busiest, int(count[one]))
    return busiest


@kernel
def _count_words(
    atoms: Ints,
    offsets: Ints,
    rows: Codes,
    account: Codes,
    member: Marks,
    totals: Ints,
    used: float,
    found: Codes,
) -> None:
    """Count, per row, those of the atoms that are the operation's own when the row's account is left out, and all.

    For a member's row the busiest outsider is left out too: he may be one of them, not yet known. ``totals`` has, per
    atom, exchanges, accounts, exchanges of members, and members; ``used`` is how often a member sends them.
    """
    count, who = np.zeros(len(member), dtype=np.int32), np.empty(len(found), dtype=np.int32)
    for atom in atoms:
        mine = rows[offsets[atom] : offsets[atom + 1]]
        busiest = _senders(mine, account, member, count, who)
        for j in range(np.uint64(len(mine))):
            one, row = np.uint64(who[j]), np.uint64(mine[j])
            inside, members = totals[atom, 2], totals[atom, 3] - member[one]
            others = totals[atom, 0] - count[one]
            if member[one]:
                inside, others = inside - count[one], others - busiest
            pure = inside >= PURE_ROWS * others
            pure &= members >= PURE_ACCOUNTS * (totals[atom, 1] - 1)
            found[row, 0] += pure and members >= FEWEST_MEMBERS and inside >= used * members
            found[row, 1] += 1
        for j in range(np.uint64(len(mine))):
            count[np.uint64(who[j])] = 0


@kernel
def _company(atoms: Ints, offsets: Ints, rows: Codes, account: Codes, member: Marks, found: Codes) -> Floats:
    """Per row, the mean over its chosen atoms of how many of them stand in a member's exchange with that atom."""
    total = np.zeros(len(found))
    for atom in atoms:
        mine = rows[offsets[atom] : offsets[atom + 1]]
        beside, members = 0, 0
        for one in mine:
            row = np.uint64(one)
            if member[np.uint64(account[row])]:
                beside += found[row, 1]
                members += 1
        mean = beside / max(members, 1)
        for one in mine:
            total[np.uint64(one)] += mean
    return total / np.maximum(found[:, 1], 1)


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
    counted = np.zeros((len(log), 2), dtype=np.int32)
    totals = np.stack([found.rows, found.accounts, found.member_rows, found.members], axis=1)
    _count_words(chosen, postings.offsets, postings.rows, log.customer, ours, totals, used, counted)
    company = _company(chosen, postings.offsets, postings.rows, log.customer, ours, counted)
    return np.asarray(counted[:, 0] / np.maximum(company, 1))
