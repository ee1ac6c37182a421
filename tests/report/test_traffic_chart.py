"""The bar of all traffic is filled end to end and never beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.report.traffic_chart import traffic_chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from stillwatch.records.campaign import Campaign
    from stillwatch.records.result import ScanResult
    from stillwatch.records.run import Run


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(exchanges=st.lists(st.integers(0, 10**6), max_size=9), accepted=st.integers(0, 10**6))
def test_segments_join_up_within_the_bar(
    exchanges: list[int],
    accepted: int,
    make_result: Callable[..., ScanResult],
    make_campaign: Callable[..., Campaign],
    make_run: Callable[..., Run],
) -> None:
    campaigns = tuple(make_campaign(f"c{place}", exchanges=number) for place, number in enumerate(exchanges))
    chart = traffic_chart(make_result(campaigns, rows=0, scan=make_run(accepted=accepted)))
    reached = 0.0
    for segment in chart.segments:
        assert abs(segment.start - reached) < 0.01
        assert segment.width >= 0
        reached = segment.start + segment.width
        assert reached <= 100.001
    assert abs(chart.rest - (1 - reached / 100)) < 0.001
