"""Shares keep their sum however many are shown."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.report.shares import largest_shares, percent_width


@given(st.dictionaries(st.text(max_size=4), st.floats(0, 1), max_size=30), st.integers(1, 10))
def test_the_rest_is_gathered_not_dropped(shares: dict[str, float], limit: int) -> None:
    shown = largest_shares(shares, limit)
    assert len(shown) <= limit
    assert math.isclose(sum(part.share for part in shown), sum(shares.values()), abs_tol=1e-9)
    assert all(0 <= part.width <= 100 for part in shown)


def test_the_largest_come_first_and_the_rest_last() -> None:
    shown = largest_shares({"a": 0.1, "b": 0.6, "c": 0.2, "d": 0.1, "zero": 0.0}, 3)
    assert [part.name for part in shown] == ["b", "c", "2 others"]


@given(st.floats(-2, 2))
def test_a_width_never_leaves_the_drawing(share: float) -> None:
    assert 0 <= percent_width(share) <= 100
