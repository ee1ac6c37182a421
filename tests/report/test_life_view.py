"""A life is listed in words, the latest events where there are many, and campaigns that are gone are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from stillwatch.campaigns.lifecycle import EVENTS
from stillwatch.records.campaign import Moment
from stillwatch.records.known import Known, Traces
from stillwatch.report.labels import EVENT
from stillwatch.report.life_view import ROWS, life_view, unheard

if TYPE_CHECKING:
    from collections.abc import Callable

    from stillwatch.records.campaign import Campaign
    from stillwatch.records.result import ScanResult

WHEN = datetime(2026, 6, 1, tzinfo=UTC)


def test_every_event_of_the_life_cycle_has_words() -> None:
    assert set(EVENT) == set(EVENTS)


def test_events_are_told_in_words(make_campaign: Callable[..., Campaign]) -> None:
    view = life_view(make_campaign())
    assert [(row.event, row.state) for row in view.rows[2:4]] == [
        ("accounts closed", "disrupted"),
        ("other accounts took over", "displaced"),
    ]
    assert (view.left, view.formerly) == (0, ("c-old1",))


def test_of_many_events_the_latest_are_shown(make_campaign: Callable[..., Campaign]) -> None:
    many = tuple(Moment(WHEN + timedelta(days=i), "found_again", "starting", str(i)) for i in range(ROWS + 7))
    view = life_view(replace(make_campaign(), history=many))
    assert (len(view.rows), view.left, view.rows[-1].text) == (ROWS, 7, str(ROWS + 6))


def test_campaigns_that_were_not_found_again_are_those_of_no_name_found(three: ScanResult) -> None:
    known = [Known(name, (), WHEN, (), Traces(())) for name in ("c-7f31", "c-gone")]
    assert unheard(three) == ()
    assert [one.campaign_id for one in unheard(replace(three, known=tuple(known)))] == ["c-gone"]
