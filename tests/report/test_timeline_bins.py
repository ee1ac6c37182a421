"""Merging steps loses no exchange and counts no account twice."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.records.campaign import Timeline
from stillwatch.report.timeline_bins import timeline_bins

START = datetime(2026, 1, 1, tzinfo=UTC)


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 5000)), max_size=300),
    st.sampled_from([60, 900, 1234, 3600, 21600, 86400]),
    st.integers(1, 120),
)
def test_bins_cover_every_step_in_order(steps: list[tuple[int, int]], seconds: int, most: int) -> None:
    timeline = Timeline(START, seconds, tuple(s[0] for s in steps), tuple(s[1] for s in steps))
    bins = timeline_bins(timeline, most)
    assert len(bins) <= most
    assert sum(each.exchanges for each in bins) == sum(timeline.exchanges)
    assert max((each.accounts for each in bins), default=0) == max(timeline.accounts, default=0)
    assert all(before.end == after.start for before, after in itertools.pairwise(bins))
    if bins:
        assert bins[0].start == START
        assert bins[-1].end == START + timedelta(seconds=seconds * len(steps))


def test_a_round_span_is_preferred() -> None:
    timeline = Timeline(START, 3600, (1,) * 240, (1,) * 240)
    assert timeline_bins(timeline, 50)[0].end - START == timedelta(hours=6)
