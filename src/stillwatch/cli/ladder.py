"""``stillwatch evaluate --ladder``: a world for each rung of the evasion ladder, scanned and measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stillwatch.cli.consoles import errors, output
from stillwatch.cli.trials import Plan, plans, run_trial
from stillwatch.evaluation.ladder import Climb, ladder_table
from stillwatch.evaluation.markdown import with_table
from stillwatch.records.errors import UsageError
from stillwatch.report.escaping import literal
from stillwatch.simulation import RUNGS, Step, cost_text, load_scenario

BASE: Final = "ladder"
"""The scenario that every rung starts from."""
FOOT: Final = "none"
"""The row of the operator that does not evade."""


@dataclass(frozen=True, slots=True)
class Ascent:
    """A world of the ladder to make: the step climbed (None at its foot), its cost in words, and the plan."""

    step: Step | None
    cost: str
    plan: Plan


def ascents(strengths: Sequence[float], exchanges: int | None, seeds: str, prompts: Path | None) -> tuple[Ascent, ...]:
    """The foot of the ladder, then each rung at each strength, each with every seed and kind of prompts.

    Args:
        strengths: Strengths of every rung; empty for those that each rung is measured at by default.
        exchanges: Size of the worlds; None for the scenario's own.
        seeds: Whole numbers with commas between.
        prompts: Folder of real prompts; None leaves only the grammars.

    Raises:
        UsageError: A strength does not lie between 0 and 1, or a seed is no whole number.
    """
    wrong = next((strength for strength in strengths if not 0 <= strength <= 1), None)
    if wrong is not None:
        raise UsageError(f"--strength {wrong:g}: a strength lies between 0 and 1")
    climbed = [Step(rung, strength) for rung in RUNGS for strength in strengths or rung.strengths]
    base = load_scenario(BASE)
    return tuple(
        Ascent(step, cost_text(base, labelled(step)), plan)
        for step in (None, *climbed)
        for plan in plans([BASE], exchanges, seeds, prompts, tuple(each.label for each in labelled(step)))
    )


def labelled(step: Step | None) -> tuple[Step, ...]:
    """The steps that a world takes: one, or none at the ladder's foot."""
    return () if step is None else (step,)


def climb_all(worlds: Sequence[Ascent], out: Path | None) -> None:
    """Make, scan and measure every world, then print the table; with ``out`` it is written after each world."""
    climbs: list[Climb] = []
    page = out.read_text(encoding="utf-8") if out is not None and out.exists() else ""
    for place, ascent in enumerate(worlds, start=1):
        errors().print(literal(f"{place} of {len(worlds)}: {ascent.plan.title}"))
        climbs.append(_measured(ascent))
        if out is not None:
            out.write_text(with_table(page, ladder_table(climbs)), encoding="utf-8")
    for line in ladder_table(climbs).splitlines():
        output().print(literal(line), soft_wrap=True)


def _measured(ascent: Ascent) -> Climb:
    name, strength = (FOOT, 0.0) if ascent.step is None else (ascent.step.rung.name, ascent.step.strength)
    return Climb(name, strength, ascent.cost, run_trial(ascent.plan))
