"""Which worlds ``stillwatch evaluate --ladder`` makes: single rungs, three together, and the bar for each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stillwatch.cli.trials import Plan, plans, seeds_of
from stillwatch.evaluation.bars import ALL_RUNGS, ONE_RUNG, THREE_RUNGS, Bar, bar_of_mixing
from stillwatch.records.errors import UsageError
from stillwatch.simulation import (
    COMBINATIONS,
    RUNGS,
    Rung,
    Scenario,
    Step,
    climbed_together,
    cost_text,
    load_scenario,
    own_share,
)

BASE: Final = "ladder"
"""The scenario that every rung starts from."""

FOOT: Final = "none"
"""The row of the operator that does not evade."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command asks for.

    Attributes:
        rungs: Names of rungs, ``none`` for the ladder's foot; empty for the foot and all of them.
        strengths: Strengths of every rung; empty for those that each rung is measured at by default.
        combinations: How many combinations of three rungs.
        exchanges: Size of the worlds; None for the scenario's own.
        seeds: Whole numbers with commas between; the first one also draws the combinations.
        prompts: Folder of real prompts; None leaves only the grammars.
        sources: Names of files of that folder, or a file of names; None for all of them.
    """

    rungs: tuple[str, ...] = ()
    strengths: tuple[float, ...] = ()
    combinations: int = 0
    exchanges: int | None = None
    seeds: str = "0"
    prompts: Path | None = None
    sources: str | None = None

    @property
    def note(self) -> str:
        """Which combinations the table has, in words; empty where it has none."""
        if not self.combinations:
            return ""
        if self.combinations >= COMBINATIONS:
            return f"all {COMBINATIONS} combinations of three rungs were measured."
        drawn = f"{self.combinations} of {COMBINATIONS} combinations of three rungs were measured"
        return f"{drawn}, drawn with seed {seeds_of(self.seeds)[0]}."


@dataclass(frozen=True, slots=True)
class Ascent:
    """A world of the ladder to make: the steps climbed (none at its foot), what they cost, the bar, and the plan."""

    steps: tuple[Step, ...]
    own_share: float
    cost: str
    bar: Bar
    plan: Plan

    @property
    def name(self) -> str:
        """The rungs."""
        return " + ".join(step.rung.name for step in self.steps) or FOOT

    @property
    def strength(self) -> float:
        """How far they are climbed; all of them alike."""
        return self.steps[0].strength if self.steps else 0.0


def ascents(wanted: Wanted) -> tuple[Ascent, ...]:
    """The foot of the ladder, each rung at each strength, then three together; each with every seed and prompts.

    Raises:
        UsageError: There is no such rung, a strength does not lie between 0 and 1, or a seed is no whole number.
    """
    singles: list[tuple[Step, ...]] = [(Step(rung, s),) for rung in _rungs(wanted) for s in _strengths(wanted, rung)]
    foot: list[tuple[Step, ...]] = [()] if not wanted.rungs or FOOT in wanted.rungs else []
    together = climbed_together(wanted.combinations, seeds_of(wanted.seeds)[0])
    base = load_scenario(BASE)
    return tuple(ascent for steps in (*foot, *singles, *together) for ascent in _ascents(base, steps, wanted))


def _rungs(wanted: Wanted) -> list[Rung]:
    names = [rung.name for rung in RUNGS]
    unknown = next((name for name in wanted.rungs if name not in {FOOT, *names}), None)
    if unknown is not None:
        raise UsageError(f"no rung {unknown!r}; the ladder has {FOOT}, {', '.join(names)}")
    return [rung for rung in RUNGS if not wanted.rungs or rung.name in wanted.rungs]


def _strengths(wanted: Wanted, rung: Rung) -> tuple[float, ...]:
    wrong = next((strength for strength in wanted.strengths if not 0 <= strength <= 1), None)
    if wrong is not None:
        raise UsageError(f"--strength {wrong:g}: a strength lies between 0 and 1")
    return wanted.strengths or rung.strengths


def _ascents(base: Scenario, steps: tuple[Step, ...], wanted: Wanted) -> list[Ascent]:
    share = own_share(base, steps)
    labels = tuple(step.label for step in steps)
    return [
        Ascent(steps, share, cost_text(base, steps), bar_of(steps, share), plan)
        for plan in plans([BASE], wanted.exchanges, wanted.seeds, wanted.prompts, labels, wanted.sources)
    ]


def bar_of(steps: tuple[Step, ...], share: float) -> Bar:
    """The bar for an operator that has climbed ``steps`` and whose accounts' traffic is its own by ``share``."""
    names = [step.rung.name for step in steps]
    if len(names) > 1:
        return THREE_RUNGS
    if names == ["everything"]:
        return ALL_RUNGS
    return bar_of_mixing(share) if names == ["mixing"] else ONE_RUNG
