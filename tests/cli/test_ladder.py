"""The ladder makes a world per rung, strength and seed, and prints what was found beside what it cost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stillwatch.cli import ladder
from stillwatch.cli.ladder import ascents
from stillwatch.cli.trials import Plan
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import ExchangeTally, Tallies
from stillwatch.evaluation.trial import Trial
from stillwatch.simulation import RUNGS


def made_up(plan: Plan) -> Trial:
    """Measures of a world in which three of four exchanges were found."""
    tallies = Tallies((ExchangeTally("L1", "c1", 3, 0), ExchangeTally("L1", None, 1, 0)), ())
    return Trial(plan.scenario, plan.prompt_kind, plan.seed, plan.exchanges or 0, 1.0, measure(tallies))


def test_the_foot_comes_first_then_every_rung_at_its_strengths() -> None:
    worlds = ascents((), 900, "1,2", None)

    assert worlds[0].plan == Plan("ladder", 900, 1, None)
    assert worlds[0].cost == "nothing"
    assert [world.plan.seed for world in worlds[:2]] == [1, 2]
    assert len(worlds) == 2 * (1 + sum(len(rung.strengths) for rung in RUNGS))
    assert Plan("ladder", 900, 2, None, ("mixing=0.05",)) in {world.plan for world in worlds}


def test_strengths_replace_those_of_every_rung() -> None:
    worlds = ascents((0.5,), None, "1", None)

    assert [world.plan.rungs for world in worlds[1:]] == [(f"{rung.name}=0.5",) for rung in RUNGS]


def test_the_table_is_printed_and_written(
    stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ladder, "run_trial", made_up)

    answer = stillwatch("evaluate", "--ladder", "--strength", "0.5", "--seeds", "3", "--out", tmp_path / "ladder.md")

    assert answer.status == 0
    assert "| none | 0 | grammar | 3 | – | 0.7500 | 1.0000 | 0 | nothing |" in answer.out
    assert "| mixing | 0.5 | grammar | 3 | – | 0.7500 | 1.0000 | 0 | 50 % of throughput lost |" in answer.out
    assert answer.out == (tmp_path / "ladder.md").read_text()
    assert "ladder, mixing=0.5, grammar prompts, seed 3" in answer.err


@pytest.mark.parametrize("more", [["--table"], ["--json"], ["--scenario", "record"], ["result"], ["--strength", "1.5"]])
def test_what_does_not_go_with_it_is_wrong_usage(stillwatch: Callable[..., Any], more: list[str]) -> None:
    answer = stillwatch("evaluate", "--ladder", *more)

    assert answer.status == 2
    assert answer.err.count("\n") == 1
