"""Which pieces of request text (atoms) are used by several customers, and in which exchanges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Ints, Keys, Log, one_array
from stillwatch.evidence.sieve import Column, sieve
from stillwatch.evidence.slices import starts_of

FEWEST_CUSTOMERS: Final = 5
FEWEST_EXCHANGES: Final = 12
PLACES: Final = (
    "start of the prompt",
    "end of the prompt",
    "system prompt",
    "tool list",
    "start of the system prompt",
    "prompt",
    "inside the system prompt",
)
_SCALARS: Final = ("head", "tail", "system", "tools", "system_head")
_LISTS: Final = ("shingles", "system_shingles")


@dataclass(frozen=True, slots=True)
class Postings:
    """Atoms shared by at least ``FEWEST_CUSTOMERS``: atom i stands in ``rows[offsets[i]:offsets[i+1]]`` (ascending).

    ``place[i]`` is a place in ``PLACES``; ``customers[i]`` counts the distinct customers.
    """

    atom: Keys
    place: npt.NDArray[np.int8]
    offsets: Ints
    rows: Codes
    customers: Codes

    def __len__(self) -> int:
        return len(self.atom)


@kernel
def _scattered(number: Codes, rows: Codes, place: Codes, offsets: Ints) -> Codes:
    """The rows of each run, in their order; ``place`` says which run a number's rows make, or -1."""
    out = np.empty(offsets[-1], dtype=np.int32)
    cursor = offsets.copy()
    for i in range(len(rows)):
        run = place[number[i]]
        if run >= 0:
            out[cursor[run]] = rows[i]
            cursor[run] += 1
    return out


@kernel
def distinct_senders(starts: Ints, rows: Codes, sender: Codes, senders: int) -> Codes:
    """The number of distinct senders per run of rows, by stamping each sender with the run it was last seen in."""
    out = np.zeros(len(starts) - 1, dtype=np.int32)
    stamp = np.full(senders, -1, dtype=np.int64)
    for i in range(len(starts) - 1):
        for j in range(starts[i], starts[i + 1]):
            who = sender[rows[j]]
            if stamp[who] != i:
                stamp[who] = i
                out[i] += 1
    return out


def _atom_columns(traits: pa.Table) -> list[Column]:
    each_row = np.arange(traits.num_rows + 1, dtype=np.int64)
    columns: list[Column] = [(one_array(traits, name).to_numpy(zero_copy_only=False), each_row) for name in _SCALARS]
    for name in _LISTS:
        lists = one_array(traits, name)
        offsets = lists.offsets.to_numpy().astype(np.int64)
        columns.append((lists.values.to_numpy(zero_copy_only=False), offsets))
    return columns


def _often_used(log: Log) -> tuple[Keys, Ints, Codes]:
    """Keys in at least ``FEWEST_EXCHANGES`` exchanges, ascending, the offsets of their rows, and the rows."""
    found = sieve(_atom_columns(log.traits), log.customer, FEWEST_CUSTOMERS)
    chosen = np.flatnonzero(found.counts >= FEWEST_EXCHANGES)
    chosen = chosen[np.argsort(found.keys[chosen])]
    place = np.full(len(found.keys), -1, dtype=np.int32)
    place[chosen] = np.arange(len(chosen), dtype=np.int32)
    offsets = starts_of(found.counts[chosen])
    return found.keys[chosen], offsets, _scattered(found.number, found.rows, place, offsets)


def shared_atoms(log: Log) -> Postings:
    """Atoms in at least ``FEWEST_EXCHANGES`` exchanges of at least ``FEWEST_CUSTOMERS`` customers."""
    keys, starts, rows = _often_used(log)
    customers = distinct_senders(starts, rows, log.customer, int(log.registry.customer.max(initial=0)) + 1)
    sizes = np.diff(starts)
    kept = customers >= FEWEST_CUSTOMERS
    atom = keys[kept]
    return Postings(
        atom=atom,
        place=(atom & np.uint64(7)).astype(np.int8),
        offsets=starts_of(sizes[kept]),
        rows=rows if kept.all() else rows[np.repeat(kept, sizes)],
        customers=customers[kept],
    )
