"""Accounts that take up a campaign's own text after its accounts were closed, linked from their first exchanges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from stillwatch.campaigns.conduct import FEWEST_SUCCESSORS, Conduct, Wave, waves
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.pieces import own_in_each, own_pieces, spread
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import DAY, Codes, Ints, Log

NEARLY_ALL: Final = 0.8
"""Part of an account's exchanges that have to be in the campaign's wording."""
PIECES: Final = range(2, 17)
"""Own pieces in an exchange that may be asked for, for it to be in the wording."""
UNWEIGHED: Final = 0.0
"""Bits of an account that belongs by what it did in its first exchanges alone."""
SOON: Final = DAY
"""Who comes later than this after a wave shows by what he does, as any member: he has time to send more."""
MOST_FALSE: Final = 0.01
"""False successors among those linked, by how many accounts of others would have been linked before the wave."""


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of some accounts, and how many of the campaign's own pieces each has."""

    rows: Codes | Ints
    pieces: Ints


def with_successors(log: Log, operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """Each operation with the accounts that took over after a wave of closures; nobody joins two.

    Such an account sent nothing in this log before the wave, and since then hardly anything but the text that was the
    operation's own before it: two kinds of evidence, neither of which needs many exchanges.
    """
    taken = np.zeros(len(log.registry), dtype=np.bool_)
    for operation in operations:
        taken[operation.accounts] = True
    grown = []
    for operation in operations:
        rows = _successor_rows(log, operation, taken)
        taken[log.account[rows]] = True
        grown.append(_joined(log, operation, rows))
    return tuple(sorted(grown, key=lambda one: -len(one.rows)))


def conduct_of(log: Log, operation: Operation) -> Conduct:
    """What the accounts of ``operation`` did, numbered by their place in it."""
    account = np.searchsorted(operation.accounts, log.account[operation.rows]).astype(np.int32)
    closed = log.registry.closed[operation.accounts]
    return Conduct(log.time[operation.rows], account, closed, np.zeros(len(closed), dtype=np.bool_))


def _successor_rows(log: Log, operation: Operation, taken: Marks) -> Codes:
    """Rows of accounts that are not ``taken``, those that join the operation."""
    found = [operation.rows[:0]]
    open_to = ~taken
    open_to[operation.accounts] = True
    for wave in waves(conduct_of(log, operation)):
        late = _late_rows(log, open_to, wave)
        if not taken[log.account[late]].all():
            rows = _in_wording(log, operation, wave, late)
            found.append(rows[~taken[log.account[rows]]])
    return np.unique(np.concatenate(found))


def _late_rows(log: Log, open_to: Marks, wave: Wave) -> Codes:
    """The exchanges of accounts that came after ``wave``, soon enough to have to do with it."""
    first = np.full(len(log.registry), np.iinfo(np.int64).max)
    np.minimum.at(first, log.account, log.time)
    late = open_to & (first >= wave.start) & (first < wave.start + SOON)
    return np.flatnonzero(late[log.account]).astype(np.int32)


def _in_wording(log: Log, operation: Operation, wave: Wave, late: Codes) -> Codes:
    """Those of the ``late`` rows that are in the operation's wording of before ``wave``, of its successors.

    Among these are accounts that are members already: they, too, show that others took over. The fewest pieces are
    asked for with which hardly any of those linked would be linked by chance, as measured on the accounts of others
    before the wave.
    """
    inside = operation.rows[log.time[operation.rows] < wave.start]
    others = _others_before(log, operation, wave)
    own = own_pieces(log, inside, others)
    apart = spread(others[~_closed_in(log, wave)[log.account[others]]])
    new, old = Told(late, own_in_each(log, late, own)), Told(apart, own_in_each(log, apart, own))
    for least in PIECES:
        linked, chance = _loyal(log, new, least), _loyal(log, old, least)
        false = (len(chance) + 1) / (len(np.unique(log.account[apart])) + 1) * len(np.unique(log.account[late]))
        if len(linked) >= FEWEST_SUCCESSORS and false <= MOST_FALSE * len(linked):
            return late[(new.pieces >= least) & np.isin(log.account[late], linked)]
    return late[:0]


def _others_before(log: Log, operation: Operation, wave: Wave) -> Codes:
    """Exchanges before ``wave`` that are not the operation's."""
    early = np.flatnonzero(log.time < wave.start).astype(np.int32)
    return np.setdiff1d(early, operation.rows, assume_unique=True)


def _closed_in(log: Log, wave: Wave) -> Marks:
    """Accounts closed with the operation's own, which may be some of it that were not found: no measure of others."""
    return (log.registry.closed >= wave.start) & (log.registry.closed <= wave.end)


def _loyal(log: Log, told: Told, least: int) -> Ints:
    """Accounts nearly all of whose rows have ``least`` pieces or more."""
    every = np.bincount(log.account[told.rows], minlength=len(log.registry))
    worded = np.bincount(log.account[told.rows[told.pieces >= least]], minlength=len(log.registry))
    return np.flatnonzero((every > 0) & (worded >= NEARLY_ALL * every))


def _joined(log: Log, operation: Operation, rows: Codes) -> Operation:
    if not len(rows):
        return operation
    accounts = np.union1d(operation.accounts, log.account[rows]).astype(np.int32)
    membership = np.full(len(accounts), UNWEIGHED)
    if operation.membership is not None:
        membership[np.searchsorted(accounts, operation.accounts)] = operation.membership
    return replace(
        operation, accounts=accounts, membership=membership, rows=np.union1d(operation.rows, rows).astype(np.int32)
    )
