"""Opaque identifiers: a bijection of counters, so that neither order nor kind shows."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_GOLDEN: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 64) - 1
_DIGITS: Final = 16


def mix(values: NDArray[np.uint64], salt: int) -> NDArray[np.uint64]:
    """Scramble 64-bit values one to one (the finaliser of SplitMix64, Steele and others 2014)."""
    with np.errstate(over="ignore"):
        x = values.astype(np.uint64) + np.uint64((salt * _GOLDEN) & _MASK)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


def hex_ids(values: NDArray[np.integer], salt: int) -> pa.Array:
    """Sixteen hexadecimal digits per value; distinct values give distinct ids under one salt."""
    mixed = mix(values.astype(np.int64).view(np.uint64), salt).astype(">u8")
    pairs = np.array([f"{i:02x}" for i in range(256)], dtype="S2")
    text = pairs[mixed.view(np.uint8)]
    offsets = np.arange(len(values) + 1, dtype=np.int32) * _DIGITS
    return pa.StringArray.from_buffers(len(values), pa.py_buffer(offsets), pa.py_buffer(text.tobytes()))


def optional_ids(values: NDArray[np.integer], salt: int) -> pa.Array:
    """As ``hex_ids``, with null for negative values."""
    ids = hex_ids(values, salt)
    return with_nulls(ids, values < 0)


def with_nulls(array: pa.Array, absent: NDArray[np.bool_]) -> pa.Array:
    """The same array with null wherever ``absent``."""
    if not absent.any():
        return array
    places = np.arange(len(array), dtype=np.int64)
    return array.take(pa.array(places, mask=absent))
