"""Which ids were seen before, at 16 to 32 bytes of memory per id and no Python object per row."""

from __future__ import annotations

from typing import Any, Final

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa

_FIRST_SLOTS: Final = 1 << 16
_MAX_LOAD: Final = 0.6


class SeenIds:
    """A growing set of 64-bit hashes of ids.

    Two different ids collide with probability n²/2⁶⁵: below 10⁻³ over the 151 million exchanges of the largest
    campaign on record, so a wrong "duplicate" is not expected in any log. The hash is not keyed: it is meant for
    ids that the provider issues, not for text that a client chooses.
    """

    def __init__(self) -> None:
        self._slots: npt.NDArray[np.uint64] = np.zeros(_FIRST_SLOTS, dtype=np.uint64)
        self._held = 0

    def __len__(self) -> int:
        return self._held

    def add(self, ids: pa.Array) -> npt.NDArray[np.bool_]:
        """Add a string array without nulls; true where the id is already there or stands earlier in the array."""
        self._make_room(len(ids))
        hashes = hash_strings(ids)
        repeated: npt.NDArray[np.bool_] = np.zeros(len(ids), dtype=np.bool_)
        self._held += _insert(self._slots, hashes, repeated)
        return repeated

    def _make_room(self, more: int) -> None:
        size = len(self._slots)
        while self._held + more > _MAX_LOAD * size:
            size *= 2
        if size != len(self._slots):
            old = self._slots[self._slots != 0]
            self._slots = np.zeros(size, dtype=np.uint64)
            _insert(self._slots, old, np.zeros(len(old), dtype=np.bool_))


def hash_strings(column: pa.Array) -> npt.NDArray[np.uint64]:
    """FNV-1a with MurmurHash3's finaliser, 64 bits, never 0, of each string of an array without nulls."""
    _, raw_offsets, raw_data = column.buffers()
    if not len(column) or raw_offsets is None:
        return np.zeros(0, dtype=np.uint64)
    offsets = np.frombuffer(raw_offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    data = np.frombuffer(raw_data, dtype=np.uint8) if raw_data is not None else np.zeros(0, dtype=np.uint8)
    hashes: npt.NDArray[np.uint64] = _hash(offsets, data)
    return hashes


def _hash_rows(offsets: Any, data: Any) -> Any:
    hashes = np.empty(len(offsets) - 1, dtype=np.uint64)
    for row in range(len(hashes)):
        value = np.uint64(0xCBF29CE484222325)
        for at in range(offsets[row], offsets[row + 1]):
            value = (value ^ np.uint64(data[at])) * np.uint64(0x100000001B3)
        value ^= value >> np.uint64(33)
        value *= np.uint64(0xFF51AFD7ED558CCD)
        value ^= value >> np.uint64(33)
        value *= np.uint64(0xC4CEB9FE1A85EC53)
        value ^= value >> np.uint64(33)
        hashes[row] = value if value != np.uint64(0) else np.uint64(1)
    return hashes


def _insert_rows(slots: Any, hashes: Any, repeated: Any) -> int:
    mask = np.uint64(len(slots) - 1)
    new = 0
    for row in range(len(hashes)):
        place = hashes[row] & mask
        while slots[place] != np.uint64(0) and slots[place] != hashes[row]:
            place = (place + np.uint64(1)) & mask
        if slots[place] == np.uint64(0):
            slots[place] = hashes[row]
            new += 1
        else:
            repeated[row] = True
    return new


_hash: Final = numba.njit(_hash_rows, cache=True, nogil=True)
_insert: Final = numba.njit(_insert_rows, cache=True, nogil=True)
