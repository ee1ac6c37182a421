"""Whatever the timeline, its drawing stays within its viewBox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.records.campaign import Timeline
from stillwatch.report.timeline_chart import FLAG, NARROW, WIDE, Frame, timeline_chart
from stillwatch.report.timeline_marks import CLOSURE, RELEASE, Mark

START = datetime(2026, 1, 1, tzinfo=UTC)
FRAMES = pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])


def marks_at(hours: list[int]) -> tuple[Mark, ...]:
    kinds = (RELEASE, CLOSURE)
    return tuple(Mark(START + timedelta(hours=h), "A", kinds[h % 2], "") for h in sorted(hours))


@FRAMES
@given(
    steps=st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 30_000)), min_size=1, max_size=200),
    hours=st.lists(st.integers(-50, 5000), max_size=12),
    seconds=st.sampled_from([60, 3600, 86400]),
)
def test_coordinates_lie_within_the_viewbox(
    frame: Frame, steps: list[tuple[int, int]], hours: list[int], seconds: int
) -> None:
    timeline = Timeline(START, seconds, tuple(s[0] for s in steps), tuple(s[1] for s in steps))
    chart = timeline_chart(timeline, marks_at(hours), frame)
    assert chart is not None
    across = [frame.left, frame.plot_right]
    across += [x for bar in chart.bars for x in (bar.x, bar.x + bar.width)] + [x for x, _ in chart.line]
    across += [tick.at for tick in chart.time_ticks] + [flag.x for flag in chart.flags]
    up = [chart.top, frame.plot_bottom, *(y for _, y in chart.line)]
    up += [y for bar in chart.bars for y in (bar.y, bar.y + bar.height)]
    up += [tick.at for tick in (*chart.exchange_ticks, *chart.account_ticks)] + [flag.y for flag in chart.flags]
    assert all(0 <= x <= frame.width for x in across)
    assert all(0 <= y <= frame.height for y in up)
    assert all(bar.width > 0 and bar.height >= 0 for bar in chart.bars)


@FRAMES
def test_both_axes_share_their_lines(frame: Frame) -> None:
    chart = timeline_chart(Timeline(START, 3600, (10, 870, 400), (3, 61, 9)), (), frame)
    assert chart is not None
    assert [tick.at for tick in chart.exchange_ticks] == [tick.at for tick in chart.account_ticks]


def test_signs_that_would_touch_take_different_lanes() -> None:
    chart = timeline_chart(Timeline(START, 3600, (1,) * 100, (1,) * 100), marks_at([10, 11, 60]), WIDE)
    assert chart is not None
    first, second, third = chart.flags
    assert second.x - first.x < FLAG
    assert first.y != second.y
    assert third.y == first.y


def test_there_is_no_chart_of_no_steps() -> None:
    assert timeline_chart(Timeline(START, 3600, (), ()), (), WIDE) is None
