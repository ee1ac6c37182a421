"""The distinct values that the members of a slice used, such as their addresses."""

from __future__ import annotations

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.codes import Uses
from stillwatch.evidence.log import Codes, Ints


@kernel
def _member_values(row_offsets: Ints, rows: Codes, value: Codes, pair: Codes, pairs: int) -> tuple[Ints, Codes]:
    out_offsets = np.zeros(len(row_offsets), dtype=np.int64)
    out = np.empty(len(rows), dtype=np.int32)
    stamp = np.full(pairs, -1, dtype=np.int32)
    used = 0
    for i in range(len(row_offsets) - 1):
        for j in range(row_offsets[i], row_offsets[i + 1]):
            both = pair[rows[j]]
            if both != 0 and stamp[both] != i:
                stamp[both] = i
                out[used] = value[rows[j]]
                used += 1
        out_offsets[i + 1] = used
    return out_offsets, out[:used].copy()


def member_values(row_offsets: Ints, rows: Codes, used: Uses) -> tuple[Ints, Codes]:
    """Per slice, the value of each distinct pair of customer and value; unknown values are left out."""
    return _member_values(row_offsets, rows, used.value, used.pair, int(used.pair.max(initial=0)) + 1)
