"""A slice is a set of exchanges under one suspicion; its members are the customers in it and what each did there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import DAY, Codes, Floats, Ints, Log


@dataclass(frozen=True, slots=True)
class Slices:
    """Slice i holds ``rows[row_offsets[i]:row_offsets[i+1]]`` and one member per customer, ``offsets[i]:offsets[i+1]``.

    Per member: ``account`` (the customer's busiest account code in the slice), ``count`` of exchanges, ``first`` and
    ``last`` time, ``days`` with at least one exchange.
    """

    row_offsets: Ints
    rows: Codes
    offsets: Ints
    account: Codes
    count: Ints
    first: Ints
    last: Ints
    days: Codes

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def sizes(self) -> Ints:
        """Members per slice."""
        return np.diff(self.offsets)

    @property
    def exchanges(self) -> Ints:
        """Exchanges per slice."""
        return np.diff(self.row_offsets)

    def only(self, chosen: Ints) -> Slices:
        """The slices at the places ``chosen``, in that order."""
        members = _ranges(self.offsets, chosen)
        rows = _ranges(self.row_offsets, chosen)
        return Slices(
            _starts(self.exchanges[chosen]),
            self.rows[rows],
            _starts(self.sizes[chosen]),
            self.account[members],
            self.count[members],
            self.first[members],
            self.last[members],
            self.days[members],
        )

    def spread(self, per_slice: Floats) -> Floats:
        """A value per slice, repeated for each member."""
        return np.repeat(per_slice, self.sizes)

    def sums(self, per_member: Floats) -> Floats:
        """Sums over the members of each slice."""
        running = np.concatenate([[0.0], np.cumsum(per_member, dtype=np.float64)])
        return np.asarray(running[self.offsets[1:]] - running[self.offsets[:-1]])


def _starts(sizes: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _ranges(offsets: Ints, chosen: Ints) -> Ints:
    sizes = np.diff(offsets)[chosen]
    shift = np.repeat(offsets[chosen] - _starts(sizes)[:-1], sizes)
    return np.arange(sizes.sum(), dtype=np.int64) + shift


@kernel
def _count_members(row_offsets: Ints, rows: Codes, customer: Codes, customers: int) -> Ints:
    stamp = np.full(customers, -1, dtype=np.int64)
    out = np.zeros(len(row_offsets), dtype=np.int64)
    for i in range(len(row_offsets) - 1):
        found = 0
        for j in range(row_offsets[i], row_offsets[i + 1]):
            who = customer[rows[j]]
            if stamp[who] != i:
                stamp[who] = i
                found += 1
        out[i + 1] = out[i] + found
    return out


@kernel
def _fill_members(
    row_offsets: Ints,
    rows: Codes,
    customer: Codes,
    account: Codes,
    time: Ints,
    offsets: Ints,
    customers: int,
    accounts: Codes,
    count: Ints,
    first: Ints,
    last: Ints,
    days: Codes,
) -> None:
    """Rows must be in time order inside each slice, so that days can be counted as they change."""
    stamp = np.full(customers, -1, dtype=np.int64)
    place = np.zeros(customers, dtype=np.int64)
    for i in range(len(row_offsets) - 1):
        used = offsets[i]
        for j in range(row_offsets[i], row_offsets[i + 1]):
            row = rows[j]
            who = customer[row]
            if stamp[who] != i:
                stamp[who] = i
                place[who] = used
                accounts[used] = account[row]
                first[used] = time[row]
                last[used] = time[row]
                days[used] = 1
                used += 1
            at = place[who]
            count[at] += 1
            if time[row] // DAY != last[at] // DAY:
                days[at] += 1
            last[at] = time[row]


def distinct(slices: Slices, code: Codes, codes: int) -> Ints:
    """How many different codes (of ``codes``, one per row of the log) each slice's rows have."""
    return np.diff(_count_members(slices.row_offsets, slices.rows, code, codes))


def slices_of(log: Log, row_offsets: Ints, rows: Codes) -> Slices:
    """Members of each set of rows; the log is in time order, so ascending rows are too."""
    customers = int(log.registry.customer.max(initial=0)) + 1
    offsets = _count_members(row_offsets, rows, log.customer, customers)
    total = int(offsets[-1])
    columns = (
        np.zeros(total, dtype=np.int32),
        np.zeros(total, dtype=np.int64),
        np.zeros(total, dtype=np.int64),
        np.zeros(total, dtype=np.int64),
        np.zeros(total, dtype=np.int32),
    )
    _fill_members(row_offsets, rows, log.customer, log.account, log.time, offsets, customers, *columns)
    return Slices(row_offsets, rows, offsets, *columns)
