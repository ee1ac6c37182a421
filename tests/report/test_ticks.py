"""Axes are labelled with round numbers and round times."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.report.ticks import matching_ticks, number_ticks, tick_label, time_ticks


@given(st.integers(0, 10**12), st.integers(2, 8))
def test_numbers_reach_the_highest_in_few_even_steps(highest: int, most: int) -> None:
    ticks = number_ticks(highest, most)
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert 2 <= len(ticks) <= most + 1
    assert len({round(b - a, 6) for a, b in itertools.pairwise(ticks)}) == 1


@given(st.integers(0, 10**12), st.integers(1, 8))
def test_a_second_axis_has_the_same_number_of_whole_steps(highest: int, steps: int) -> None:
    ticks = matching_ticks(highest, steps)
    assert len(ticks) == steps + 1
    assert ticks[-1] >= highest
    assert all(tick == int(tick) for tick in ticks)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 zone is given apart
    st.integers(60, 3600 * 24 * 900),
    st.integers(3, 9),
)
def test_times_lie_within_the_window(start: datetime, seconds: int, most: int) -> None:
    end = start + timedelta(seconds=seconds)
    ticks = time_ticks(start, end, most)
    assert len(ticks) <= most
    assert all(start <= tick <= end for tick in ticks)
    assert all(tick.second == 0 for tick in ticks)


@pytest.mark.parametrize(("with_time", "label"), [(False, "5 Feb"), (True, "5 Feb 18:00")])
def test_labels(with_time: bool, label: str) -> None:  # noqa: FBT001 a parametrized case
    assert tick_label(datetime(2026, 2, 5, 18, tzinfo=UTC), with_time=with_time).replace("\xa0", " ") == label
