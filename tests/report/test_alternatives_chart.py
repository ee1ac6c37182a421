"""Innocent explanations are drawn on one scale, the best fitting first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.records.evidence import Alternative
from stillwatch.report.alternatives_chart import weighed

BITS = st.floats(0, 1e4)


@given(st.lists(st.builds(Alternative, st.text(max_size=3), BITS, BITS, st.just("")), max_size=8))
def test_bars_stay_on_their_side_of_the_middle(alternatives: list[Alternative]) -> None:
    for item in weighed(alternatives):
        assert 0 <= item.against_start <= 50
        assert abs(item.against_start + item.against_width - 50) < 0.002
        assert 0 <= item.for_width <= 50


def test_the_one_that_fits_best_comes_first_and_says_whether_it_is_ruled_out() -> None:
    far = Alternative("classroom", 1.0, 30.0, "")
    near = Alternative("reseller", 9.0, 9.0, "")
    first, second = weighed([far, near])
    assert first.name == "honest reseller or gateway"
    assert not first.ruled_out
    assert first.outcome == "not ruled out"
    assert second.ruled_out
    assert second.outcome == "fits less well, by 29.0 bits"
