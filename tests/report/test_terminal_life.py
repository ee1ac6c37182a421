"""The life is a table in the terminal; what a log wrote into it steers nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console, Group

from stillwatch.report.terminal_life import MOST, life_lines, unheard_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from stillwatch.records.campaign import Campaign
    from stillwatch.records.result import ScanResult


def printed(lines: list[RenderableType]) -> str:
    page = io.StringIO()
    Console(file=page, width=140).print(Group(*lines))
    return page.getvalue()


def test_each_event_has_its_time_and_state(make_campaign: Callable[..., Campaign]) -> None:
    text = printed(life_lines(make_campaign()))
    assert "2026-01-23 17:40 UTC" in text
    assert "displaced" in text
    assert "was called c-old1." in text


def test_without_a_life_nothing_is_printed(make_campaign: Callable[..., Campaign]) -> None:
    assert life_lines(replace(make_campaign(), history=())) == []


def test_hostile_text_is_shown_and_does_nothing(hostile: ScanResult) -> None:
    text = printed(life_lines(hostile.campaigns[0]) + unheard_lines(hostile))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]" in text
    assert "not found in this log" in text


def test_many_lost_campaigns_are_counted(hostile: ScanResult, three: ScanResult) -> None:
    lost = replace(three, known=tuple(replace(hostile.known[0], campaign_id=f"x{i}") for i in range(MOST + 3)))
    assert "3 more" in printed(unheard_lines(lost))
    assert unheard_lines(three) == []
