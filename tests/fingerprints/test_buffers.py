"""Arrow strings as flat buffers, whatever their layout."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.buffers import text_buffers


@given(st.lists(st.none() | st.text(max_size=20), max_size=30), st.integers(0, 10), st.booleans())
def test_rows_read_back_from_any_slice(texts: list[str | None], start: int, large: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    column = pa.array(texts, pa.large_string() if large else pa.string()).slice(start)
    buffers = text_buffers(column)
    read = [
        bytes(buffers.data[buffers.offsets[i] : buffers.offsets[i + 1]]).decode() if buffers.valid[i] else None
        for i in range(len(column))
    ]
    assert read == texts[start:]


def test_other_types_are_refused() -> None:
    with pytest.raises(TypeError, match="int64"):
        text_buffers(pa.array([1, 2]))
