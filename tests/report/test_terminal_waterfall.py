"""Bars in characters stay within their column."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from stillwatch.records.evidence import Evidence
from stillwatch.report.terminal_waterfall import AGAINST, FOR, WIDTH, bar, waterfall_table


@given(st.floats(0, 100), st.floats(0, 100), st.booleans())
def test_a_bar_has_at_least_one_cell_and_fits(start: float, width: float, against: bool) -> None:  # noqa: FBT001 drawn by hypothesis
    drawn = bar(start, min(width, 100 - start), against=against).plain
    assert len(drawn) <= WIDTH
    assert drawn.strip() == drawn.strip()[0] * len(drawn.strip())
    assert drawn.strip()[0] == (AGAINST if against else FOR)


def test_every_piece_is_told_with_its_bits() -> None:
    console = Console(width=100, record=True, file=None)
    with console.capture() as captured:
        console.print(
            waterfall_table([Evidence("synchrony", 12.25, "in step"), Evidence("narrow_focus", -2.0, "wide")])
        )
    text = captured.get()
    assert "+12.2" in text
    assert "Acting together in time. in step" in text
    assert "\N{MINUS SIGN}2.0" in text
    assert "+10.2" in text
    assert FOR in text
    assert AGAINST in text
