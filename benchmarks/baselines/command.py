"""The command: worlds of the evasion ladder, scanned and judged by every baseline, into a page."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from baselines.page import report
from baselines.registry import BASELINES
from baselines.trials import SCENARIO, World, run_trial
from stillwatch.evaluation.markdown import with_table
from stillwatch.records.errors import StillwatchError
from stillwatch.simulation import RUNGS, Step, load_scenario, parse_steps

SEEDS: Final = "7101,7102"
BUDGETS: Final = "1,10,100"
PAGE: Final = Path(__file__).parents[2] / "docs" / "baselines.md"


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(prog="table.py", description=__doc__)
    parser.add_argument("--exchanges", type=int, default=load_scenario(SCENARIO).exchanges, help="size of each world")
    parser.add_argument("--seeds", type=_numbers, default=SEEDS, help="whole numbers with commas between")
    parser.add_argument("--prompts", type=Path, help="folder of real prompts: each world is made with those, too")
    parser.add_argument("--rungs", type=_rungs, default="", help="NAME=STRENGTH with commas between; without it, all")
    parser.add_argument("--innocents", type=_budgets, default=BUDGETS, help="budgets, per 10,000 benign accounts")
    parser.add_argument("--out", type=Path, default=PAGE, help="page to write between its markers; - prints only")
    return parser.parse_args(arguments)


def worlds(options: argparse.Namespace) -> list[World]:
    """The operator that does not evade, then each rung; each with both kinds of prompts and every seed."""
    kinds = (None,) if options.prompts is None else (None, options.prompts)
    steps = (None, *options.rungs)
    return [World(step, options.exchanges, seed, kind) for step in steps for kind in kinds for seed in options.seeds]


def main(arguments: Sequence[str]) -> None:
    """Make, scan and judge every world, then write the page and print its part."""
    options = parsed(arguments)
    begin, trials, planned = time.monotonic(), [], worlds(options)
    for place, world in enumerate(planned, start=1):
        told = f"{place} of {len(planned)}: {world.rung}, {world.prompt_kind} prompts, seed {world.seed}"
        print(told, file=sys.stderr, flush=True)
        trials.append(run_trial(world, BASELINES, options.innocents))
    text = report(trials, BASELINES, options.innocents, time.monotonic() - begin)
    print(text)
    if str(options.out) != "-":
        page = options.out.read_text(encoding="utf-8") if options.out.is_file() else ""
        options.out.write_text(with_table(page, text), encoding="utf-8")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _budgets(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


def _rungs(text: str) -> tuple[Step, ...]:
    if not text:
        return tuple(Step(rung, strength) for rung in RUNGS for strength in rung.strengths)
    try:
        # One by one: a rung may be measured at several strengths.
        return tuple(step for part in text.split(",") for step in parse_steps([part]))
    except StillwatchError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


if __name__ == "__main__":
    main(sys.argv[1:])
