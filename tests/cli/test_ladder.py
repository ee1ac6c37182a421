"""The ladder makes a world per rung, strength and seed, and prints what was found beside what it cost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stillwatch.cli import ladder
from stillwatch.cli.trials import Plan
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import ExchangeTally, Tallies
from stillwatch.evaluation.trial import Trial


def made_up(plan: Plan) -> Trial:
    """Measures of a world in which three of four exchanges were found."""
    tallies = Tallies((ExchangeTally("L1", "c1", 3, 0), ExchangeTally("L1", None, 1, 0)), ())
    return Trial(plan.scenario, plan.prompt_kind, plan.seed, plan.exchanges or 0, 1.0, measure(tallies))


def test_the_table_is_printed_and_written(
    stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ladder, "run_trial", made_up)

    answer = stillwatch("evaluate", "--ladder", "--strength", "0.5", "--seeds", "3", "--out", tmp_path / "ladder.md")

    assert answer.status == 0
    assert "| none | 0 | grammar | 3 | – | 0.7500 | 1.0000 | 1 | 0 | nothing |" in answer.out
    assert "campaign is 50 % of its accounts' traffic | 0.5 | grammar | 3 |" in answer.out
    assert "- one rung or none: 0 of 16 rows meet their bar" in answer.out
    assert answer.out == (tmp_path / "ladder.md").read_text()
    assert "ladder, mixing=0.5, grammar prompts, seed 3" in answer.err
    assert "no account recall" in answer.err


def test_combinations_of_three_are_measured_too(
    stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ladder, "run_trial", made_up)

    answer = stillwatch("evaluate", "--ladder", "--rung", "none", "--combinations", "2", "--seeds", "3")

    assert answer.status == 0
    assert answer.err.count("of 3: ladder") == 3
    assert "- 2 of 455 combinations of three rungs were measured, drawn with seed 3." in answer.out


@pytest.mark.parametrize(
    "more", [["--table"], ["--json"], ["--scenario", "record"], ["result"], ["--strength", "1.5"], ["--rung", "x"]]
)
def test_what_does_not_go_with_it_is_wrong_usage(stillwatch: Callable[..., Any], more: list[str]) -> None:
    answer = stillwatch("evaluate", "--ladder", *more)

    assert answer.status == 2
    assert answer.err.count("\n") == 1
