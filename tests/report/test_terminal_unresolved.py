"""Unresolved groups in the terminal: a table of the strongest, and one explained."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console, RenderableType

from stillwatch.records.result import ScanResult
from stillwatch.records.unresolved import Unresolved
from stillwatch.report.labels import UNRESOLVED
from stillwatch.report.terminal import campaign_table
from stillwatch.report.terminal_unresolved import ROWS, explain_unresolved, unresolved_lines


def printed(*parts: RenderableType) -> str:
    console = Console(width=400, no_color=True)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return capture.get()


def test_nothing_is_said_where_there_is_none() -> None:
    assert unresolved_lines(()) == []


def test_the_table_has_the_strongest_and_says_how_many_are_left(make_group: Callable[..., Unresolved]) -> None:
    text = printed(*unresolved_lines([make_group(f"u-{place:02d}") for place in range(ROWS + 3)]))

    assert "11 groups are unresolved" in text
    assert f"u-{ROWS - 1:02d}" in text
    assert f"u-{ROWS:02d}" not in text
    assert "3 more are in unresolved.json." in text
    assert UNRESOLVED["close"] in text


def test_an_explained_group_says_what_settles_it_and_that_nothing_is_proposed(
    make_group: Callable[..., Unresolved],
) -> None:
    text = printed(explain_unresolved(make_group()))

    assert "Unresolved group u-51aa" in text
    assert "Would settle it: payment_id is missing" in text
    assert "Nothing is proposed for its accounts." in text
    assert "Innocent explanations considered" in text
    assert "acct-17" in text


def test_the_scans_table_tells_them_after_the_campaigns(three: ScanResult) -> None:
    text = printed(campaign_table(three))

    assert text.index("c-e5a8") < text.index("Expected share of false ones") < text.index("2 groups are unresolved")


def test_nothing_hostile_reaches_the_terminal(hostile: ScanResult) -> None:
    text = printed(explain_unresolved(hostile.unresolved[0]), *unresolved_lines(hostile.unresolved))

    assert not {"\x1b", "\u202e", "\u200b", "\x00"} & set(text)
