"""An outline has an exchange's facts and its pieces of text, those of one place told from another's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from stillwatch.fingerprints.outline import OUTLINE, outline, text_pieces
from stillwatch.fingerprints.traits import sketched


def batch_of(town: Any, start: int, rows: int) -> pa.RecordBatch:
    return sketched(town.table().slice(start, rows).combine_chunks().to_batches()[0])


def test_an_outline_keeps_the_facts(town: Any) -> None:
    sketch = batch_of(town, 0, 50)
    numbers = np.arange(50, dtype=np.int32)

    found = outline(sketch, numbers, numbers, numbers)

    assert found.schema.equals(OUTLINE)
    assert found["exchange_id"].equals(sketch["exchange_id"])
    assert found["account"].to_pylist() == found["model"].to_pylist() == list(range(50))
    assert found["started_at"].equals(sketch["started_at"].cast(pa.int64()))


def test_rows_have_as_many_pieces_as_they_have_text(town: Any) -> None:
    sketch = batch_of(town, 10, 40)
    scalars = ("head", "tail", "system", "tools", "system_head")
    expected = [
        sum(1 for name in scalars if sketch[name][i].as_py())
        + sum(len(sketch[name][i]) for name in ("shingles", "system_shingles"))
        for i in range(len(sketch))
    ]

    assert [len(pieces) for pieces in text_pieces(sketch)] == expected


def test_a_row_has_the_same_pieces_in_any_slice(town: Any) -> None:
    sketch = batch_of(town, 0, 60)

    assert text_pieces(sketch).to_pylist()[20:50] == text_pieces(sketch.slice(20, 30)).to_pylist()


def test_the_same_value_in_two_places_is_two_pieces(town: Any) -> None:
    sketch = batch_of(town, 0, 1)
    same = sketch.set_column(sketch.schema.get_field_index("tail"), "tail", sketch["head"])

    assert len(set(text_pieces(same)[0].as_py())) == len(text_pieces(same)[0])
