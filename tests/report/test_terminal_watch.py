"""A pass in a few lines: what was taken, what is new, up to when campaigns were sought; names are escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from stillwatch.records.campaign import Detection
from stillwatch.records.watching import Pass, Standing
from stillwatch.report.terminal_watch import REASONS, pass_lines

AT = datetime(2026, 6, 1, 5, tzinfo=UTC)
ONE = Standing("C-1", 90, 4, 3, new=False, confidence=0.9, detection=Detection(AT, 9, 0.1))
DONE = Pass(AT, AT, 2, 1500, 0, 0, 0, None, (ONE,), (), {})


def said(done: Pass) -> str:
    console = Console(width=200, record=True, markup=False)
    with console.capture() as capture:
        console.print(pass_lines(done))
    return capture.get().replace("\N{NO-BREAK SPACE}", " ")


def test_growth_is_told_with_how_early_it_was_found() -> None:
    assert "Until 2026-06-01 05:00 UTC: 1,500 new exchanges." in said(DONE)
    assert "C-1 grew by 4 exchanges: 90 exchanges, 3 accounts; 10 % of them before it was found." in said(DONE)
    assert "Campaigns were last sought in everything until 2026-06-01 05:00 UTC" in said(DONE)


def test_new_and_gone_campaigns_are_told() -> None:
    told = said(replace(DONE, campaigns=(replace(ONE, new=True),), gone=("C-0",), look="alarm"))

    assert "New alleged campaign C-1: 90 exchanges, 3 accounts, confidence 0.90." in told
    assert "C-0 is no longer found." in told
    assert "Everything was looked at, since active accounts showed something new." in told


def test_a_quiet_hour_says_so() -> None:
    told = said(replace(DONE, campaigns=(replace(ONE, added=0),), late=2, again=3, rejected=1))

    assert "Nothing new." in told
    assert ", 2 late, 3 known already, 1 unreadable." in told
    assert "C-1" not in told


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_words(reason: str) -> None:
    assert REASONS[reason] in said(replace(DONE, look=reason))


def test_a_hostile_name_is_shown_harmless() -> None:
    assert "\x1b" not in said(replace(DONE, campaigns=(replace(ONE, campaign_id="\x1b[31m[bold]"),)))
