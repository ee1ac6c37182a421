"""Nothing a log can hold reaches a terminal as anything but visible text."""

from __future__ import annotations

import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from stillwatch.report.escaping import literal, shortened, visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_no_control_format_or_surrogate_character_survives(text: str) -> None:
    categories = {unicodedata.category(character) for character in visible(text)}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(ANY_TEXT)
def test_the_result_can_be_written_and_is_stable(text: str) -> None:
    shown = visible(text)
    assert shown.encode().decode() == shown
    assert visible(shown) == shown


@given(ANY_TEXT)
def test_only_line_feeds_are_added_where_lines_are_kept(text: str) -> None:
    assert visible(text, lines=True).replace("\n", "\\x0a") == visible(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb", "a\\u200bb"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("a\u3000b", "a b"),
        ("a\u2028b", "a\\u2028b"),
        ("naïve 漢字 🙂", "naïve 漢字 🙂"),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY_TEXT)
def test_rich_prints_the_text_and_reads_no_markup_in_it(text: str) -> None:
    out = StringIO()
    Console(file=out, width=10**6, force_terminal=True, color_system="truecolor", legacy_windows=False).print(
        literal(text), soft_wrap=True
    )
    assert out.getvalue() == visible(text) + "\n"


@pytest.mark.parametrize("text", ["[bold]x[/]", "[/nothing]", ":warning:", "[link=file:x]y[/link]", "\\[red]"])
def test_markup_is_shown_as_it_stands(text: str) -> None:
    assert literal(text).plain == text
    assert not literal(text).spans


@given(ANY_TEXT, st.integers(1, 50))
def test_shortened_text_fits(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")
