"""Trials for the evaluation's table: each world is simulated, scanned and measured by the commands a user has."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from stillwatch.evaluation.claims import claims
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import tally
from stillwatch.evaluation.trial import Trial
from stillwatch.records.errors import StillwatchError, UsageError
from stillwatch.simulation import source_names


@dataclass(frozen=True, slots=True)
class Plan:
    """A world to make; ``exchanges`` None is the scenario's own size, ``prompts`` None are grammars.

    ``rungs`` are those of the evasion ladder that its campaigns climb, each as ``NAME=STRENGTH``; ``sources`` are the
    files of ``prompts`` that are used, as the option names them, None for all.
    """

    scenario: str
    exchanges: int | None
    seed: int
    prompts: Path | None
    rungs: tuple[str, ...] = ()
    sources: str | None = None

    @property
    def prompt_kind(self) -> str:
        """``grammar``, ``real``, or ``real: `` and the sources: a file of them by its name, others by their number."""
        if self.prompts is None:
            return "grammar"
        if self.sources is None:
            return "real"
        file = Path(self.sources)
        return f"real: {file.stem if file.is_file() else f'{len(source_names(self.sources))} sources'}"

    @property
    def title(self) -> str:
        """The plan in a few words."""
        climbed = "".join(f", {rung}" for rung in self.rungs)
        return f"{self.scenario}{climbed}, {self.prompt_kind} prompts, seed {self.seed}"


def plans(
    scenarios: Sequence[str],
    exchanges: int | None,
    seeds: str,
    prompts: Path | None,
    rungs: tuple[str, ...] = (),
    sources: str | None = None,
) -> tuple[Plan, ...]:
    """Every scenario with every kind of prompts and every seed.

    Args:
        scenarios: ``NAME`` or ``NAME=EXCHANGES``.
        exchanges: Size of the scenarios that name none.
        seeds: Whole numbers with commas between.
        prompts: Folder of real prompts; None leaves only the grammars.
        rungs: What the campaigns of all of them climb, each as ``NAME=STRENGTH``.
        sources: Names of files of that folder, or a file of names; None for all of them.

    Raises:
        UsageError: A seed is no whole number, or sources are named without a folder.
    """
    if sources is not None and prompts is None:
        raise UsageError("--sources names files of --prompts DIR; give that, too")
    kinds = (None,) if prompts is None else (None, prompts)
    sized = [_sized(scenario, exchanges) for scenario in scenarios]
    numbers = seeds_of(seeds)
    return tuple(
        Plan(name, size, seed, kind, rungs, None if kind is None else sources)
        for name, size in sized
        for kind in kinds
        for seed in numbers
    )


def run_trial(plan: Plan) -> Trial:
    """Make the world in a temporary folder, scan and measure it, and delete it.

    Each step is a process of its own: its memory is returned, and the seconds are those a user waits.

    Raises:
        StillwatchError: A step failed; the message has the step's own last line.
    """
    with TemporaryDirectory(prefix="stillwatch-") as folder:
        world, result = Path(folder, "world"), Path(folder, "result")
        _stillwatch(plan, *_simulate_arguments(plan), "--out", str(world))
        tables = ("--accounts", str(world / "accounts.parquet"), "--releases", str(world / "releases.parquet"))
        start = time.monotonic()
        _stillwatch(plan, "scan", str(world / "exchanges"), *tables, "--out", str(result))
        seconds = time.monotonic() - start
        accepted = json.loads((result / "run.json").read_text(encoding="utf-8"))["accepted"]
        measures, said = measure(tally(result, world)), claims(result, world)
        return Trial(plan.scenario, plan.prompt_kind, plan.seed, accepted, seconds, measures, said)


def _simulate_arguments(plan: Plan) -> list[str]:
    arguments = ["simulate", plan.scenario, "--seed", str(plan.seed)]
    if plan.exchanges is not None:
        arguments += ["--exchanges", str(plan.exchanges)]
    if plan.prompts is not None:
        arguments += ["--prompts", str(plan.prompts)]
    if plan.sources is not None:
        arguments += ["--sources", plan.sources]
    for rung in plan.rungs:
        arguments += ["--rung", rung]
    return arguments


def _stillwatch(plan: Plan, *arguments: str) -> None:
    command = [sys.executable, "-m", "stillwatch", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 -- this program itself
    if done.returncode:
        reason = done.stderr.strip().rpartition("\n")[2].removeprefix("stillwatch: ")
        raise StillwatchError(f"{arguments[0]} failed in the world {plan.title}: {reason}")


def _sized(scenario: str, exchanges: int | None) -> tuple[str, int | None]:
    name, _, size = scenario.rpartition("=")
    return (name, int(size)) if name and size.isdecimal() else (scenario, exchanges)


def seeds_of(text: str) -> tuple[int, ...]:
    """The seeds that an option lists.

    Raises:
        UsageError: One of them is no whole number.
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise UsageError(f"--seeds {text!r} is no list of whole numbers; write for example --seeds 101,102")
    return tuple(int(part) for part in parts)
