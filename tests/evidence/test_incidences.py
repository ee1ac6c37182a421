"""The distinct values of each member, against sets of pairs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.codes import Uses, uses
from stillwatch.evidence.incidences import member_values

ROWS = st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=20), max_size=4)


def used(pairs: list[tuple[int, int]]) -> Uses:
    customers = np.array([customer for customer, _ in pairs], dtype=np.int32)
    return uses(customers, np.array([value for _, value in pairs], dtype=np.uint64))


@given(ROWS)
def test_each_member_has_each_of_its_values_once(slices: list[list[tuple[int, int]]]) -> None:
    flat = [pair for one in slices for pair in one]
    row_offsets = np.cumsum([0, *map(len, slices)]).astype(np.int64)
    codes = used(flat)

    offsets, found = member_values(row_offsets, np.arange(len(flat), dtype=np.int32), codes)

    key = dict(zip(codes.value.tolist(), [value for _, value in flat], strict=True))
    for i, one in enumerate(slices):
        values = [key[code] for code in found[offsets[i] : offsets[i + 1]].tolist()]
        assert sorted(values) == sorted(value for _, value in {pair for pair in one if pair[1]})


def test_rows_may_be_any_of_the_log() -> None:
    codes = used([(0, 7), (1, 7), (2, 8), (0, 9)])

    _, found = member_values(np.array([0, 2]), np.array([1, 3], dtype=np.int32), codes)

    assert found.tolist() == codes.value[[1, 3]].tolist()
