"""Every run is worked on once, in order, whatever the number of threads."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.engines.ranges import over_ranges

SIZES = st.lists(st.integers(0, 9), max_size=12)


@given(SIZES, st.integers(1, 4))
def test_ranges_follow_each_other_over_all_runs(sizes: list[int], threads: int) -> None:
    offsets = np.cumsum([0, *sizes]).astype(np.int64)

    found = over_ranges(lambda begin, end: list(range(begin, end)), offsets, threads)

    assert [run for part in found for run in part] == list(range(len(sizes)))
    assert len(found) == threads


def test_ranges_have_about_equally_many_items() -> None:
    offsets = np.cumsum([0, 90, *[1] * 90]).astype(np.int64)

    assert over_ranges(lambda begin, end: int(offsets[end] - offsets[begin]), offsets, 2) == [90, 90]
