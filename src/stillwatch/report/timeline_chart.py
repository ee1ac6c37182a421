"""The geometry of a campaign's timeline: bars of exchanges, a line of accounts, marks for releases and closures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stillwatch.report.figures import compact
from stillwatch.report.ticks import matching_ticks, number_ticks, tick_label, time_ticks
from stillwatch.report.timeline_bins import timeline_bins

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from stillwatch.records.campaign import Timeline
    from stillwatch.report.timeline_bins import Bin
    from stillwatch.report.timeline_marks import Mark

LANE: Final = 20
LANES: Final = 4
FLAG: Final = 22
_DAY: Final = 86400


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing and of the plot in it, in units of its viewBox."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    bars: int
    dates: int

    @property
    def plot_right(self) -> float:
        """Where the plot ends."""
        return self.width - self.right

    @property
    def plot_bottom(self) -> float:
        """Where zero lies."""
        return self.height - self.bottom


WIDE: Final = Frame(width=960, height=320, left=62, right=62, bottom=34, bars=100, dates=9)
NARROW: Final = Frame(width=344, height=264, left=44, right=40, bottom=30, bars=46, dates=4)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what it says; ``anchor`` keeps the outermost labels within the drawing."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark's vertical line at ``x`` and its sign, whose middle is at ``y``."""

    x: float
    y: float
    sign: str
    kind: str


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """Everything a template needs to draw; all coordinates lie within 0..width and 0..height."""

    frame: Frame
    top: float
    bars: tuple[Bar, ...]
    line: tuple[tuple[float, float], ...]
    exchange_ticks: tuple[Tick, ...]
    account_ticks: tuple[Tick, ...]
    time_ticks: tuple[Tick, ...]
    flags: tuple[Flag, ...]


def timeline_chart(timeline: Timeline, marks: Sequence[Mark], frame: Frame) -> TimelineChart | None:
    """Place a timeline and its marks in a frame; None where there is no step to draw."""
    bins = timeline_bins(timeline, frame.bars)
    if not bins:
        return None
    start, end = bins[0].start, bins[-1].end
    spots = [_across(frame, start, end, mark.at) for mark in marks]
    lanes = _lanes(spots)
    top = LANE * (max(lanes, default=-1) + 1) + 10
    exchanges = number_ticks(max(each.exchanges for each in bins))
    accounts = matching_ticks(max(each.accounts for each in bins), len(exchanges) - 1)
    flags = zip(spots, lanes, marks, strict=True)
    return TimelineChart(
        frame=frame,
        top=top,
        bars=tuple(_bar(frame, top, exchanges[-1], bins, each) for each in bins),
        line=tuple(_point(frame, top, accounts[-1], bins, each) for each in bins),
        exchange_ticks=_axis(frame, top, exchanges),
        account_ticks=_axis(frame, top, accounts),
        time_ticks=_dates(frame, start, end),
        flags=tuple(Flag(x, LANE * lane + LANE / 2 + 2, mark.sign, mark.kind) for x, lane, mark in flags),
    )


def _across(frame: Frame, start: datetime, end: datetime, at: datetime) -> float:
    share = (at - start) / (end - start)
    return round(frame.left + min(max(share, 0.0), 1.0) * (frame.plot_right - frame.left), 2)


def _up(frame: Frame, top: float, highest: float, value: float) -> float:
    return round(frame.plot_bottom - min(max(value / highest, 0.0), 1.0) * (frame.plot_bottom - top), 2)


def _bar(frame: Frame, top: float, highest: float, bins: Sequence[Bin], each: Bin) -> Bar:
    left = _across(frame, bins[0].start, bins[-1].end, each.start)
    right = _across(frame, bins[0].start, bins[-1].end, each.end)
    gap = min(1.5, (right - left) / 5)
    y = _up(frame, top, highest, each.exchanges)
    return Bar(left, y, round(right - left - gap, 2), round(frame.plot_bottom - y, 2))


def _point(frame: Frame, top: float, highest: float, bins: Sequence[Bin], each: Bin) -> tuple[float, float]:
    middle = each.start + (each.end - each.start) / 2
    return _across(frame, bins[0].start, bins[-1].end, middle), _up(frame, top, highest, each.accounts)


def _axis(frame: Frame, top: float, values: Sequence[float]) -> tuple[Tick, ...]:
    return tuple(Tick(_up(frame, top, values[-1], value), compact(value)) for value in values)


def _dates(frame: Frame, start: datetime, end: datetime) -> tuple[Tick, ...]:
    times = time_ticks(start, end, frame.dates)
    with_time = any(at.timestamp() % _DAY for at in times)
    kept = times[:: 2 if with_time and len(times) > frame.dates / 2 else 1]
    return tuple(_date(frame, _across(frame, start, end, at), tick_label(at, with_time=with_time)) for at in kept)


def _date(frame: Frame, x: float, label: str) -> Tick:
    half = 4 * len(label)
    anchor = "start" if x - half < 0 else "end" if x + half > frame.width else "middle"
    return Tick(x, label, anchor)


def _lanes(spots: Sequence[float]) -> list[int]:
    """The lowest lane for each sign in which it does not touch the one before (the last lane takes what is left)."""
    ends: list[float] = []
    lanes = []
    for x in spots:
        lane = next((place for place, end in enumerate(ends) if x - end >= FLAG), min(len(ends), LANES - 1))
        ends[lane : lane + 1] = [x]
        lanes.append(lane)
    return lanes
