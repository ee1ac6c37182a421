"""The distinct values of each member, against sets of pairs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.incidences import member_values

ROWS = st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=20), max_size=4)


@given(ROWS)
def test_each_member_has_each_of_its_values_once(slices: list[list[tuple[int, int]]]) -> None:
    flat = [pair for one in slices for pair in one]
    customer = np.array([pair[0] for pair in flat], dtype=np.int32)
    values = np.array([pair[1] for pair in flat], dtype=np.uint64)
    row_offsets = np.cumsum([0, *map(len, slices)]).astype(np.int64)

    offsets, found, who = member_values(row_offsets, np.arange(len(flat), dtype=np.int32), customer, values)

    for i, one in enumerate(slices):
        part = slice(offsets[i], offsets[i + 1])
        pairs = list(zip(who[part].tolist(), found[part].tolist(), strict=True))
        assert sorted(pairs) == sorted({pair for pair in one if pair[1]})


def test_rows_may_be_any_of_the_log() -> None:
    customer = np.array([0, 1, 2, 0], dtype=np.int32)
    values = np.array([7, 7, 8, 9], dtype=np.uint64)

    _, found, who = member_values(np.array([0, 2]), np.array([1, 3], dtype=np.int32), customer, values)

    assert sorted(zip(who.tolist(), found.tolist(), strict=True)) == [(0, 9), (1, 7)]
