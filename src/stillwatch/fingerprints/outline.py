"""What is kept of every exchange of a log too large to be held: who, when, what it cost, and its pieces of text."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.hashing import GOLDEN, mix

Pieces = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int32]

SCALARS: Final = ("head", "tail", "system", "tools", "system_head")
LISTS: Final = ("shingles", "system_shingles")

OUTLINE: Final = pa.schema(
    [
        ("exchange_id", pa.string()),
        ("started_at", pa.int64()),
        ("account", pa.int32()),
        ("model", pa.int32()),
        ("route", pa.int32()),
        ("input_tokens", pa.int64()),
        ("output_tokens", pa.int64()),
        ("conversation", pa.uint64()),
        ("pieces", pa.list_(pa.uint32())),
    ]
)
"""``started_at`` is in microseconds since 1970, UTC; ``account``, ``model`` and ``route`` are numbers of code books, -1
where unknown; ``pieces`` are the exchange's pieces of fixed or varying text, those of one place told from another's."""


@kernel
def _salted(value: np.uint64, place: int) -> np.uint32:
    return np.uint32(mix((value + np.uint64(place + 1)) * GOLDEN) >> np.uint64(32))


@kernel
def _fill(scalars: npt.NDArray[np.uint64], first: Offsets, one: Pieces, second: Offsets, two: Pieces, out: Pieces,
          offsets: Offsets) -> int:  # fmt: skip
    used = 0
    for row in range(scalars.shape[1]):
        for place in range(scalars.shape[0]):
            if scalars[place, row] != 0:
                out[used] = _salted(scalars[place, row], place)
                used += 1
        for j in range(first[row], first[row + 1]):
            out[used] = _salted(np.uint64(one[j]), scalars.shape[0])
            used += 1
        for j in range(second[row], second[row + 1]):
            out[used] = _salted(np.uint64(two[j]), scalars.shape[0] + 1)
            used += 1
        offsets[row + 1] = used
    return used


def text_pieces(sketch: pa.RecordBatch) -> pa.ListArray:
    """The pieces of text of each row of a batch with the text columns of ``TRAITS``, as 32-bit keys."""
    scalars = np.stack([sketch[name].to_numpy(zero_copy_only=False).astype(np.uint64) for name in SCALARS])
    lists = [sketch[name] for name in LISTS]
    starts = [one.offsets.to_numpy() for one in lists]
    values = [one.values.to_numpy(zero_copy_only=False) for one in lists]
    most = scalars.size + sum(int(start[-1] - start[0]) for start in starts)
    out, offsets = np.empty(most, dtype=np.uint32), np.zeros(len(sketch) + 1, dtype=np.int32)
    used = _fill(scalars, starts[0], values[0], starts[1], values[1], out, offsets)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(out[:used]))


def outline(
    sketch: pa.RecordBatch, account: npt.NDArray[np.int32], model: npt.NDArray[np.int32], route: npt.NDArray[np.int32]
) -> pa.RecordBatch:
    """A batch of schema ``OUTLINE`` of a batch of traits, with the numbers of its accounts, models and routes."""
    columns = {
        "started_at": sketch["started_at"].cast(pa.int64()),
        "account": pa.array(account),
        "model": pa.array(model),
        "route": pa.array(route),
        "pieces": text_pieces(sketch),
    }
    arrays = [columns[name] if name in columns else sketch[name].fill_null(0) for name in OUTLINE.names
              if name != "exchange_id"]  # fmt: skip
    return pa.RecordBatch.from_arrays([sketch["exchange_id"], *arrays], schema=OUTLINE)
