"""The marks that matter for a campaign are the ones shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from stillwatch.records.campaign import Moment
from stillwatch.records.result import Release
from stillwatch.report.timeline_marks import CLOSURE, CLOSURES, LIFE, MOST_EVENTS, RELEASE, RELEASES, timeline_marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from stillwatch.records.campaign import Campaign

START = datetime(2026, 1, 5, 6, tzinfo=UTC)


def test_the_model_pivoted_to_is_marked_even_among_many(make_campaign: Callable[..., Campaign]) -> None:
    releases = [Release(f"other-{place}", START + timedelta(hours=place)) for place in range(20)]
    releases.append(Release("model-large-5", START + timedelta(days=24)))
    marks = timeline_marks(make_campaign(), releases)
    told = [mark.text for mark in marks.shown if mark.kind == RELEASE]
    assert len(told) == RELEASES
    assert any("model-large-5" in text for text in told)
    assert marks.releases_left == len(releases) - RELEASES


def test_releases_outside_the_window_are_not_marked(make_campaign: Callable[..., Campaign]) -> None:
    early = [Release("model-large-5", START - timedelta(days=1))]
    assert not [mark for mark in timeline_marks(make_campaign(), early).shown if mark.kind == RELEASE]


def test_closures_are_gathered_into_waves_and_none_is_lost(make_campaign: Callable[..., Campaign]) -> None:
    campaign = make_campaign()
    assert campaign.timeline is not None
    closures = tuple((START + timedelta(hours=30 * place), place + 1) for place in range(25))
    marks = timeline_marks(replace(campaign, timeline=replace(campaign.timeline, closures=closures)), [])
    shown = [mark for mark in marks.shown if mark.kind == CLOSURE]
    assert len(shown) == CLOSURES
    told = sum(int(mark.text.split("\xa0")[0]) for mark in shown)
    assert told + marks.closed_left == sum(closed for _, closed in closures)


def test_signs_are_unique_and_in_order_of_time(make_campaign: Callable[..., Campaign]) -> None:
    releases = [Release("a", START + timedelta(days=9)), Release("b", START + timedelta(days=3))]
    marks = timeline_marks(make_campaign(), releases).shown
    assert len({mark.sign for mark in marks}) == len(marks)
    assert [mark.at for mark in marks] == sorted(mark.at for mark in marks)


def test_without_a_timeline_there_are_no_marks(make_campaign: Callable[..., Campaign]) -> None:
    assert timeline_marks(replace(make_campaign(), timeline=None), [Release("a", START)]).shown == ()


def test_events_of_its_life_are_marked_by_small_letters(make_campaign: Callable[..., Campaign]) -> None:
    marks = [mark for mark in timeline_marks(make_campaign(), []).shown if mark.kind == LIFE]
    assert [(mark.sign, mark.text) for mark in marks] == [("a", "other accounts took over")]


def test_of_many_events_the_most_important_are_marked(make_campaign: Callable[..., Campaign]) -> None:
    swings = [Moment(START + timedelta(days=i), "model_switched", "active", "…") for i in range(1, 20)]
    history = (*swings, Moment(START + timedelta(days=30), "taken_over", "displaced", "…"))
    marks = [mark for mark in timeline_marks(replace(make_campaign(), history=history), []).shown if mark.kind == LIFE]
    assert len(marks) == MOST_EVENTS
    assert marks[-1].text == "other accounts took over"
