"""Opaque 64-bit keys become dense numbers, so that loops over slices count in arrays instead of sorting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel

Codes = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Uses:
    """Per row, the code of its ``value`` and of its ``pair`` of customer and value; both are 0 where it has none."""

    value: Codes
    pair: Codes


def dense(keys: Keys) -> Codes:
    """A number above 0 per distinct key, hardly larger than the number of keys; key 0 (unknown) is 0."""
    codes = pa.array(keys).dictionary_encode().indices.to_numpy() + np.int32(1)
    return np.where(keys == 0, np.int32(0), codes)


def uses(customer: Codes, keys: Keys) -> Uses:
    """Number the values of rows, and the pairs of customer and value."""
    value = dense(keys)
    both = customer.astype(np.uint64) << np.uint64(32) | value.astype(np.uint64)
    return Uses(value, dense(np.where(value == 0, np.uint64(0), both)))


@kernel
def _passed_on(customer: Codes, codes: Codes, size: int) -> npt.NDArray[np.bool_]:
    """Which codes rows of several customers have."""
    first = np.full(size, -1, dtype=np.int32)
    several = np.zeros(size, dtype=np.bool_)
    for row in range(len(codes)):
        code = codes[row]
        if first[code] < 0:
            first[code] = customer[row]
        several[code] |= first[code] != customer[row]
    return several


def common(customer: Codes, keys: Keys) -> Codes:
    """As ``dense``, with only the values that several customers have; all others are 0."""
    codes = dense(keys)
    several = _passed_on(customer, codes, int(codes.max(initial=0)) + 1)
    several[0] = False
    number = np.cumsum(several, dtype=np.int32)
    return np.where(several, number, np.int32(0))[codes]
