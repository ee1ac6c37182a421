"""Names are numbered in the order in which they are first met, over all batches of a log."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.keys import value_keys

Codes = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]

FIRST_SLOTS: Final = 1 << 12
MOST_FULL: Final = 0.5
NOTHING: Final = np.int32(-1)
"""The code of a null or empty name."""


@kernel
def _number(slots: Keys, held: Codes, keys: Keys, codes: Codes, known: int) -> int:
    """Fill ``codes`` with each key's number; returns how many keys are known then. Key 0 is no name."""
    mask = np.uint64(len(slots) - 1)
    for i in range(len(keys)):
        if keys[i] == 0:
            codes[i] = NOTHING
            continue
        place = (keys[i] >> np.uint64(7)) & mask
        while slots[place] != 0 and slots[place] != keys[i]:
            place = (place + np.uint64(1)) & mask
        if slots[place] == 0:
            slots[place] = keys[i]
            held[place] = known
            known += 1
        codes[i] = held[place]
    return known


class CodeBook:
    """Numbers for names, known by their 64-bit hashes: the names themselves are kept once, for telling."""

    def __init__(self) -> None:
        self._slots: Keys = np.zeros(FIRST_SLOTS, dtype=np.uint64)
        self._held: Codes = np.zeros(FIRST_SLOTS, dtype=np.int32)
        self._names: list[pa.Array] = []
        self._known = 0

    def __len__(self) -> int:
        return self._known

    def codes(self, column: pa.DictionaryArray) -> Codes:
        """The number of each row's name, ``NOTHING`` where it has none; names not met before get the next numbers."""
        keys = value_keys(column.dictionary)
        self._make_room(len(keys))
        codes = np.empty(len(keys) + 1, dtype=np.int32)
        codes[-1] = NOTHING
        before = self._known
        self._known = _number(self._slots, self._held, keys, codes[:-1], before)
        if self._known > before:
            fresh = np.flatnonzero(codes[:-1] >= before)
            self._names.append(column.dictionary.take(pa.array(fresh[np.unique(codes[fresh], return_index=True)[1]])))
        return np.asarray(codes[column.indices.fill_null(len(keys)).to_numpy(zero_copy_only=False)])

    def names(self) -> pa.Array:
        """The names by number."""
        return pa.concat_arrays(self._names) if self._names else pa.array([], pa.string())

    def _make_room(self, more: int) -> None:
        size = len(self._slots)
        while self._known + more > MOST_FULL * size:
            size *= 2
        if size == len(self._slots):
            return
        keys, numbers = self._slots[self._slots != 0], self._held[self._slots != 0]
        self._slots, self._held = np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.int32)
        order = np.argsort(numbers)
        _number(self._slots, self._held, keys[order], np.empty(len(keys), dtype=np.int32), 0)
