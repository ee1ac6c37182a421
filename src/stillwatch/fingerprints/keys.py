"""Columns of opaque values become 64-bit keys, so that later stages compare numbers and hold no strings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.fingerprints.hashing import GOLDEN, hash_strings


def value_keys(column: pa.Array) -> npt.NDArray[np.uint64]:
    """A key per row, 0 where the value is null or empty; equal strings have equal keys."""
    return hash_strings(column)


def set_keys(lists: pa.ListArray) -> npt.NDArray[np.uint64]:
    """A key per list of strings that does not depend on the order of its items; 0 for null or empty."""
    keys = hash_strings(lists.flatten())
    sums = np.concatenate([[np.uint64(0)], np.cumsum(keys, dtype=np.uint64)])
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    ends = np.cumsum(lengths)
    return np.where(lengths > 0, sums[ends] - sums[ends - lengths], np.uint64(0)).astype(np.uint64)


def draws(ids: pa.Array) -> npt.NDArray[np.uint64]:
    """A number per exchange, even over all, that depends on its id alone."""
    return value_keys(ids) * GOLDEN
