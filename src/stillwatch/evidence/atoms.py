"""Which pieces of request text (atoms) are used by several customers, and in which exchanges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Ints, Keys, Log, one_array

AnyKeys = npt.NDArray[np.uint64] | npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]

FEWEST_CUSTOMERS: Final = 5
FEWEST_EXCHANGES: Final = 12
MOST_CHANGES: Final = 255
"""What a byte holds: more changes of customer than this are not counted."""
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
def _key(value: np.uint64, place: int) -> np.uint64:
    key = (value + np.uint64(place + 1)) * np.uint64(0x9E3779B97F4A7C15)
    key ^= key >> np.uint64(32)
    key *= np.uint64(0xD6E8FEB86659FD93)
    return ((key ^ (key >> np.uint64(32))) << np.uint64(3)) | np.uint64(place)


@kernel
def _mark(values: AnyKeys, offsets: Ints, place: int, customer: Codes, last: Codes, changes: Bytes) -> None:
    """Count, per slot of a small table, how often the customer changes: at least the distinct customers less one."""
    mask = np.uint64(len(last) - 1)
    for row in range(len(customer)):
        for j in range(offsets[row], offsets[row + 1]):
            if values[j] == 0:
                continue
            slot = np.int64((_key(np.uint64(values[j]), place) >> np.uint64(3)) & mask)
            if last[slot] != customer[row]:
                last[slot] = customer[row]
                if changes[slot] < MOST_CHANGES:
                    changes[slot] += 1


@kernel
def _gather(
    values: AnyKeys, offsets: Ints, place: int, changes: Bytes, fewest: int, keys: Keys, rows: Codes, used: int
) -> int:
    """Append (atom, row) for atoms whose slot passed; with empty outputs it only counts."""
    mask = np.uint64(len(changes) - 1)
    for row in range(len(offsets) - 1):
        for j in range(offsets[row], offsets[row + 1]):
            if values[j] == 0:
                continue
            key = _key(np.uint64(values[j]), place)
            if changes[np.int64((key >> np.uint64(3)) & mask)] < fewest:
                continue
            if used < len(keys):
                keys[used] = key
                rows[used] = row
            used += 1
    return used


@kernel
def _distinct_customers(starts: Ints, rows: Codes, customer: Codes, customers: int) -> Codes:
    """The number of distinct customers per run of rows, by stamping each customer with the run it was last seen in."""
    out = np.zeros(len(starts) - 1, dtype=np.int32)
    stamp = np.full(customers, -1, dtype=np.int64)
    for i in range(len(starts) - 1):
        for j in range(starts[i], starts[i + 1]):
            who = customer[rows[j]]
            if stamp[who] != i:
                stamp[who] = i
                out[i] += 1
    return out


def _atom_columns(traits: pa.Table) -> list[tuple[AnyKeys, Ints]]:
    each_row = np.arange(traits.num_rows + 1, dtype=np.int64)
    columns = [(one_array(traits, name).to_numpy(zero_copy_only=False), each_row) for name in _SCALARS]
    for name in _LISTS:
        lists = one_array(traits, name)
        offsets = lists.offsets.to_numpy().astype(np.int64)
        columns.append((lists.values.to_numpy(zero_copy_only=False), offsets))
    return columns


def _shared_pairs(log: Log) -> tuple[Keys, Codes]:
    """Every (atom, row) whose atom may be shared by enough customers; a slot collision lets a few more through."""
    columns = _atom_columns(log.traits)
    total = sum(len(values) for values, _ in columns)
    slots = 1 << max(12, min(26, int(total).bit_length()))
    last, changes = np.full(slots, -1, dtype=np.int32), np.zeros(slots, dtype=np.uint8)
    for place, (values, offsets) in enumerate(columns):
        _mark(values, offsets, place, log.customer, last, changes)
    nothing = np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int32)
    count = sum(_gather(v, o, p, changes, FEWEST_CUSTOMERS, *nothing, 0) for p, (v, o) in enumerate(columns))
    keys, rows = np.empty(count, dtype=np.uint64), np.empty(count, dtype=np.int32)
    used = 0
    for place, (values, offsets) in enumerate(columns):
        used = _gather(values, offsets, place, changes, FEWEST_CUSTOMERS, keys, rows, used)
    return keys, rows


def shared_atoms(log: Log) -> Postings:
    """Atoms in at least ``FEWEST_EXCHANGES`` exchanges of at least ``FEWEST_CUSTOMERS`` customers."""
    keys, rows = _shared_pairs(log)
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    starts = np.append(np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else [], len(keys)).astype(
        np.int64
    )
    customers = _distinct_customers(starts, rows, log.customer, int(log.registry.customer.max(initial=0)) + 1)
    sizes = np.diff(starts)
    kept = (customers >= FEWEST_CUSTOMERS) & (sizes >= FEWEST_EXCHANGES)
    inside = np.repeat(kept, sizes)
    atom = keys[starts[:-1][kept]]
    return Postings(
        atom=atom,
        place=(atom & np.uint64(7)).astype(np.int8),
        offsets=np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.int64),
        rows=rows[inside],
        customers=customers[kept],
    )
