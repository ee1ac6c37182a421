"""The measures' table names campaigns, innocents and what falls short, and escapes names."""

from __future__ import annotations

import io

from rich.console import Console

from stillwatch.cli.measures_table import measures_table
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import AccountTally, ExchangeTally, Tallies
from stillwatch.evaluation.targets import Targets

INNOCENTS = (AccountTally("classroom", flagged=True, restricted=False, accounts=1),)


def shown(*exchanges: ExchangeTally, accounts: tuple[AccountTally, ...] = ()) -> str:
    page = io.StringIO()
    Console(file=page, width=100).print(measures_table(measure(Tallies(exchanges, accounts)), Targets()))
    return page.getvalue()


def test_a_perfect_result_meets_the_target() -> None:
    text = shown(ExchangeTally("A1", "c1", 1_500, 1_500))

    row = next(line for line in text.splitlines() if "A1" in line)
    assert row.split() == ["A1", "c1", "1,500", "1.0000", "1.0000", "1"]
    assert "Meets the target." in text


def test_what_falls_short_is_said() -> None:
    text = shown(ExchangeTally("A1", None, 10, 0), accounts=INNOCENTS)

    assert "not found" in text
    assert "10000.00" in text
    assert "Falls short: A1 not found; 10000.00 of 10,000 innocents of kind classroom." in " ".join(text.split())


def test_a_world_without_campaigns_says_so() -> None:
    assert "No campaign in this world." in shown(ExchangeTally(None, None, 10, 10))


def test_names_cannot_steer_the_terminal() -> None:
    assert "\x1b[31m" not in shown(ExchangeTally("A\x1b[31m", "c", 1, 1))
