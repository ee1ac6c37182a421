"""What is marked on a timeline: model releases by letter, account closures by number, events by small letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stillwatch.report.figures import plural
from stillwatch.report.labels import EVENT, words
from stillwatch.report.timeline_bins import timeline_bins

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from stillwatch.records.campaign import Campaign, Timeline
    from stillwatch.records.result import Release

RELEASES: Final = 6
CLOSURES: Final = 6
RELEASE: Final = "release"
CLOSURE: Final = "closure"
LIFE: Final = "life"
EVENTS: Final = ("taken_over", "template_changed", "silent", "resumed", "model_switched", "merged", "split")
"""Events that are marked, the most important first; of closures the timeline itself has every one."""
MOST_EVENTS: Final = 4
_GRAIN: Final = 46


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the timeline, the sign it carries there, and its words in the legend."""

    at: datetime
    sign: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks in order of time, and how many releases and closed accounts are left unmarked."""

    shown: tuple[Mark, ...]
    releases_left: int
    closed_left: int


def timeline_marks(campaign: Campaign, releases: Sequence[Release]) -> Marks:
    """The releases this campaign's models had and its largest waves of closures, within its timeline."""
    timeline = campaign.timeline
    bins = () if timeline is None else timeline_bins(timeline, _GRAIN)
    if timeline is None or not bins:
        return Marks((), 0, 0)
    start, end = bins[0].start, bins[-1].end
    inside = [release for release in releases if start <= release.released_at <= end]
    targets = {pivot.to_model for pivot in campaign.pivots}
    ranked = sorted(inside, key=lambda r: (r.model not in targets, -campaign.models.get(r.model, 0.0), r.released_at))
    waves = sorted(_waves(timeline), key=lambda wave: (-wave[1], wave[0]))
    marks = _releases(sorted(ranked[:RELEASES], key=lambda r: r.released_at)) + _closures(sorted(waves[:CLOSURES]))
    marks += _events(campaign, start, end)
    return Marks(
        shown=tuple(sorted(marks, key=lambda mark: (mark.at, mark.kind))),
        releases_left=len(ranked[RELEASES:]),
        closed_left=sum(closed for _, closed in waves[CLOSURES:]),
    )


def _releases(releases: Sequence[Release]) -> list[Mark]:
    return [
        Mark(
            release.released_at,
            chr(ord("A") + place),
            RELEASE,
            f"{release.model} released",
        )
        for place, release in enumerate(releases)
    ]


def _closures(waves: Sequence[tuple[datetime, int]]) -> list[Mark]:
    return [
        Mark(at, str(place + 1), CLOSURE, f"{plural(closed, 'account')} closed")
        for place, (at, closed) in enumerate(waves)
    ]


def _events(campaign: Campaign, start: datetime, end: datetime) -> list[Mark]:
    """The most important events of its life within the timeline, in order of time."""
    inside = [one for one in campaign.history if one.event in EVENTS and start <= one.at <= end]
    chosen = sorted(inside, key=lambda one: (EVENTS.index(one.event), one.at))[:MOST_EVENTS]
    return [
        Mark(one.at, chr(ord("a") + place), LIFE, words(one.event, EVENT))
        for place, one in enumerate(sorted(chosen, key=lambda one: one.at))
    ]


def _waves(timeline: Timeline) -> list[tuple[datetime, int]]:
    """Closures within one drawable step gathered into one wave, at the time of its largest part."""
    waves: list[tuple[datetime, int]] = []
    for each in timeline_bins(timeline, _GRAIN):
        within = [(closed, at) for at, closed in timeline.closures if each.start <= at < each.end]
        if within:
            waves.append((max(within)[1], sum(closed for closed, _ in within)))
    return waves
