"""The distinct values each member of a slice used, such as its addresses."""

from __future__ import annotations

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Ints, Keys


@kernel
def member_values(row_offsets: Ints, rows: Codes, customer: Codes, values: Keys) -> tuple[Ints, Keys, Codes]:
    """Per slice, each (customer, value) once: offsets, values and customers; value 0 is left out."""
    out_offsets = np.zeros(len(row_offsets), dtype=np.int64)
    out_values = np.empty(len(rows), dtype=np.uint64)
    out_customers = np.empty(len(rows), dtype=np.int32)
    used = 0
    for i in range(len(row_offsets) - 1):
        part = rows[row_offsets[i] : row_offsets[i + 1]]
        mixed = np.empty(len(part), dtype=np.uint64)
        for j in range(len(part)):
            mixed[j] = values[part[j]] ^ (np.uint64(customer[part[j]] + 1) * np.uint64(0x9E3779B97F4A7C15))
        order = np.argsort(mixed)
        for j in range(len(order)):
            row = part[order[j]]
            if values[row] == 0 or (j > 0 and mixed[order[j]] == mixed[order[j - 1]]):
                continue
            out_values[used] = values[row]
            out_customers[used] = customer[row]
            used += 1
        out_offsets[i + 1] = used
    return out_offsets, out_values[:used].copy(), out_customers[:used].copy()
