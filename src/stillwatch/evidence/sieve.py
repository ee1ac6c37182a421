"""Keys that several customers may use are numbered, each with its rows; what few use falls through, mostly unseen.

The sieve is a table of slots that keys share: a slot counts how often its customer changes, which is at least the
number of distinct customers of any of its keys. So no key that several customers use falls through, and only what
stays is numbered, by chains of keys from each slot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.codes import Codes, Keys

AnyKeys = npt.NDArray[np.uint64] | npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]
Column = tuple[AnyKeys, Ints]
"""Values, and where each row's begin: row i has ``values[offsets[i]:offsets[i+1]]``; value 0 is none."""

CHANGES: Final = np.int64(0xFF)
"""Low bits of a slot count changes of customer, up to this many; the customer stands above them."""
CHANGE_BITS: Final = np.int64(8)
ONE: Final = np.uint64(1)
SHUT: Final = -2
OPEN: Final = -1
LEAST_SLOTS: Final = 12
MOST_SLOTS: Final = 26
"""Binary logarithms of the number of slots."""


@dataclass(frozen=True, slots=True)
class Sieved:
    """``number[i]`` is the place in ``keys`` of the i-th use, and ``rows[i]`` its row; rows of a key ascend.

    ``counts`` has the uses of each key.
    """

    keys: Keys
    counts: Codes
    number: Codes
    rows: Codes


class Chains(NamedTuple):
    """The keys of a slot are ``heads[slot]`` and those ``following`` it; ``counts`` has each key's uses."""

    heads: Codes
    keys: Keys
    following: Codes
    counts: Codes


@kernel
def _key(value: np.uint64, place: int) -> np.uint64:
    key = (value + np.uint64(place + 1)) * np.uint64(0x9E3779B97F4A7C15)
    key ^= key >> np.uint64(32)
    key *= np.uint64(0xD6E8FEB86659FD93)
    return ((key ^ (key >> np.uint64(32))) << np.uint64(3)) | np.uint64(place)


@kernel
def _mark(values: AnyKeys, offsets: Ints, place: int, customer: Codes, slots: Ints) -> None:
    mask = np.uint64(len(slots) - 1)
    for row in range(np.uint64(len(customer))):
        mine = np.int64(customer[row] + 1)
        for j in range(np.uint64(offsets[row]), np.uint64(offsets[row + ONE])):
            if values[j] == 0:
                continue
            slot = (_key(np.uint64(values[j]), place) >> np.uint64(3)) & mask
            held = slots[slot]
            if held >> CHANGE_BITS != mine:
                slots[slot] = mine << CHANGE_BITS | min((held & CHANGES) + 1, CHANGES)


@kernel
def _opened(slots: Ints, fewest: int) -> Codes:
    """The head of each slot's chain: ``SHUT`` where too few customers use it, else ``OPEN`` for an empty chain."""
    heads = np.full(len(slots), np.int32(SHUT), dtype=np.int32)
    for slot in range(len(slots)):
        if slots[slot] & CHANGES >= fewest:
            heads[slot] = OPEN
    return heads


@kernel
def _number(
    values: AnyKeys, offsets: Ints, place: int, chains: Chains, number: Codes, rows: Codes, used: int, found: int
) -> tuple[int, int]:
    """Append uses of keys whose slot is open, and keys that are new; returns how many there are of both."""
    heads, keys, following, counts = chains.heads, chains.keys, chains.following, chains.counts
    mask = np.uint64(len(heads) - 1)
    for row in range(np.uint64(len(offsets) - 1)):
        for j in range(np.uint64(offsets[row]), np.uint64(offsets[row + ONE])):
            if values[j] == 0:
                continue
            key = _key(np.uint64(values[j]), place)
            slot = (key >> np.uint64(3)) & mask
            at = heads[slot]
            if at == SHUT:
                continue
            while at != OPEN and keys[at] != key:
                at = following[at]
            if at == OPEN:
                keys[found], following[found] = key, heads[slot]
                at = heads[slot] = found
                found += 1
            counts[at] += 1
            number[used], rows[used] = at, row
            used += 1
    return used, found


def sieve(columns: Sequence[Column], customer: Codes, fewest: int) -> Sieved:
    """All uses of keys that at least ``fewest`` customers use, and a few that fewer do.

    A key is made of a value and its column, whose place it holds in its lowest three bits.
    """
    total = sum(len(values) for values, _ in columns)
    slots = np.zeros(1 << max(LEAST_SLOTS, min(MOST_SLOTS, total.bit_length() - 1)), dtype=np.int64)
    for place, (values, offsets) in enumerate(columns):
        _mark(values, offsets, place, customer, slots)
    heads = _opened(slots, fewest)
    del slots
    # Room for every use; the system gives memory only to the part that is written.
    following, counts, number, rows = (np.zeros(total, dtype=np.int32) for _ in range(4))
    chains = Chains(heads, np.zeros(total, dtype=np.uint64), following, counts)
    used, found = 0, 0
    for place, (values, offsets) in enumerate(columns):
        used, found = _number(values, offsets, place, chains, number, rows, used, found)
    return Sieved(chains.keys[:found].copy(), counts[:found].copy(), number[:used], rows[:used])
