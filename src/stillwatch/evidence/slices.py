"""A slice is a set of exchanges under one suspicion; its members are the customers in it and what each did there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.engines.ranges import over_ranges
from stillwatch.evidence.log import DAY, Codes, Floats, Ints, Log

Number = TypeVar("Number", np.int32, np.int64)


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
        return Slices(
            starts_of(self.exchanges[chosen]),
            ranges(self.rows, self.row_offsets, chosen),
            starts_of(self.sizes[chosen]),
            ranges(self.account, self.offsets, chosen),
            ranges(self.count, self.offsets, chosen),
            ranges(self.first, self.offsets, chosen),
            ranges(self.last, self.offsets, chosen),
            ranges(self.days, self.offsets, chosen),
        )

    def spread(self, per_slice: Floats) -> Floats:
        """A value per slice, repeated for each member."""
        return np.repeat(per_slice, self.sizes)

    def sums(self, per_member: Floats) -> Floats:
        """Sums over the members of each slice."""
        running = np.concatenate([[0.0], np.cumsum(per_member, dtype=np.float64)])
        return np.asarray(running[self.offsets[1:]] - running[self.offsets[:-1]])


def starts_of(sizes: Ints | Codes) -> Ints:
    """Where runs of these sizes begin when they stand one after the other, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


@kernel
def ranges(values: npt.NDArray[Number], offsets: Ints, chosen: Ints) -> npt.NDArray[Number]:
    """The values of the runs ``chosen`` one after the other; run i is ``values[offsets[i]:offsets[i+1]]``."""
    size = 0
    for i in chosen:
        size += offsets[i + 1] - offsets[i]
    out = np.empty(size, dtype=values.dtype)
    used = 0
    for i in chosen:
        part = values[offsets[i] : offsets[i + 1]]
        out[used : used + len(part)] = part
        used += len(part)
    return out


def distinct_rows(rows: Codes) -> Codes:
    """Each row, or other code, once and ascending; a mark for each possible one is cheaper than sorting."""
    marked = np.zeros(int(rows.max(initial=-1)) + 1, dtype=np.bool_)
    marked[rows] = True
    return np.flatnonzero(marked).astype(np.int32)


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
    place = np.full(customers, -1, dtype=np.int64)
    for i in range(len(row_offsets) - 1):
        used = offsets[i]
        for j in range(row_offsets[i], row_offsets[i + 1]):
            row = rows[j]
            who = customer[row]
            if place[who] < offsets[i]:
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


def member_counts(log: Log, row_offsets: Ints, rows: Codes) -> Ints:
    """The number of members of each set of rows, without what they did there."""
    customers = int(log.registry.customer.max(initial=0)) + 1
    return np.diff(_count_members(row_offsets, rows, log.customer, customers))


def slices_of(log: Log, row_offsets: Ints, rows: Codes, threads: int = 1) -> Slices:
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

    def fill(begin: int, end: int) -> None:
        runs, who = slice(begin, end + 1), log.customer
        _fill_members(row_offsets[runs], rows, who, log.account, log.time, offsets[runs], customers, *columns)

    over_ranges(fill, row_offsets, threads)
    return Slices(row_offsets, rows, offsets, *columns)
