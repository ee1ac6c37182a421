"""All traffic as one bar: each campaign's share, then everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stillwatch.report.sentences import traffic_share
from stillwatch.report.shares import percent_width

if TYPE_CHECKING:
    from stillwatch.records.result import ScanResult

STYLES: Final = 6


@dataclass(frozen=True, slots=True)
class Segment:
    """A campaign's part of the bar in percent of its width; ``style`` picks one of six fills."""

    number: int
    campaign_id: str
    start: float
    width: float
    style: int


@dataclass(frozen=True, slots=True)
class TrafficChart:
    """The campaigns' segments from the left, and the share (of 1) that belongs to none."""

    segments: tuple[Segment, ...]
    rest: float


def traffic_chart(result: ScanResult) -> TrafficChart:
    """Lay the campaigns' shares of all accepted exchanges end to end."""
    segments, reached = [], 0.0
    for place, campaign in enumerate(result.campaigns):
        width = min(percent_width(traffic_share(campaign.exchanges, result)), round(100 - reached, 3))
        segments.append(Segment(place + 1, campaign.campaign_id, round(reached, 3), width, place % STYLES + 1))
        reached += width
    return TrafficChart(tuple(segments), max(1 - reached / 100, 0.0))
