"""Arrow string arrays as the flat NumPy buffers that Numba kernels read."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa


class TextBuffers(NamedTuple):
    """``data[offsets[i]:offsets[i + 1]]`` is row i's UTF-8; a null row has ``valid[i] == False`` and no bytes read."""

    offsets: npt.NDArray[np.int64]
    data: npt.NDArray[np.uint8]
    valid: npt.NDArray[np.bool_]


def text_buffers(column: pa.Array) -> TextBuffers:
    """Views of a ``string`` or ``large_string`` array, whatever its slice; offsets are copied to int64.

    Raises:
        TypeError: the array holds no strings.
    """
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        raise TypeError(f"expected a string array, got {column.type}")
    _, raw_offsets, raw_data = column.buffers()
    kind = np.int32 if pa.types.is_string(column.type) else np.int64
    rows = len(column)
    if raw_offsets is None or rows == 0:
        offsets = np.zeros(rows + 1, dtype=np.int64)
    else:
        offsets = np.frombuffer(raw_offsets, dtype=kind)[column.offset : column.offset + rows + 1].astype(np.int64)
    data = np.frombuffer(raw_data, dtype=np.uint8) if raw_data is not None else np.zeros(0, dtype=np.uint8)
    valid = np.asarray(column.is_valid()) if column.null_count else np.ones(rows, dtype=np.bool_)
    return TextBuffers(offsets, data, valid)
