"""64-bit hashes of bytes, read in place from Arrow buffers."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.buffers import text_buffers

Bytes = npt.NDArray[np.uint8]
Keys = npt.NDArray[np.uint64]

BLOCK: Final = np.uint64(8)
BYTE: Final = np.uint64(8)
ONE: Final = np.uint64(1)
TWO: Final = np.uint64(2)
THREE: Final = np.uint64(3)
"""Places in a text are unsigned: a signed one could be negative, which would have to be asked at each byte."""
FNV_PRIME: Final = np.uint64(0x100000001B3)
FNV_BASIS: Final = np.uint64(0xCBF29CE484222325)
GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)


@kernel
def mix(value: np.uint64) -> np.uint64:
    """The finalizer of SplitMix64 (Steele, Lea, Flood 2014)."""
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@kernel
def hash_bytes(data: Bytes, start: int, end: int) -> np.uint64:
    """A hash of ``data[start:end]``, eight bytes at a time, then FNV-1a for what is left; never 0."""
    state = GOLDEN ^ np.uint64(end - start)
    i, stop = np.uint64(start), np.uint64(end)
    while i + BLOCK <= stop:
        block = np.uint64(0)
        for j in range(BLOCK):
            block |= np.uint64(data[i + j]) << (BYTE * j)
        state = (state ^ block) * np.uint64(0xFF51AFD7ED558CCD)
        state ^= state >> np.uint64(29)
        i += BLOCK
    while i < stop:
        state = (state ^ np.uint64(data[i])) * FNV_PRIME
        i += ONE
    return mix(state) | np.uint64(1)


@kernel
def _hash_rows(offsets: npt.NDArray[np.int64], data: Bytes, valid: npt.NDArray[np.bool_], out: Keys) -> None:
    for row in range(len(out)):
        if valid[row] and offsets[row + 1] > offsets[row]:
            out[row] = hash_bytes(data, offsets[row], offsets[row + 1])


def hash_strings(column: pa.Array) -> Keys:
    """A 64-bit hash of each string, 0 where null or empty; its lowest bit is always set otherwise."""
    out = np.zeros(len(column), dtype=np.uint64)
    _hash_rows(*text_buffers(column), out)
    return out
