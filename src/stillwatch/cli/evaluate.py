"""``stillwatch evaluate``: what a result is worth, or what many scans of many worlds are worth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

import typer

from stillwatch.cli.ascents import Wanted
from stillwatch.cli.calibrating import write_calibration
from stillwatch.cli.consoles import errors, output
from stillwatch.cli.ladder import climb_all
from stillwatch.cli.measures_table import measures_table
from stillwatch.cli.trials import Plan, plans, run_trial
from stillwatch.cli.verb import Verb
from stillwatch.evaluation.document import measures_document
from stillwatch.evaluation.markdown import markdown_table, with_table
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import tally
from stillwatch.evaluation.targets import Targets, shortfalls, targets_of
from stillwatch.evaluation.trial import Trial
from stillwatch.records.errors import UsageError
from stillwatch.report.escaping import literal

Truth = Annotated[
    Path | None, typer.Option("--truth", metavar="WORLD", help="Folder that simulate wrote, the one scanned.")
]
Strengths = Annotated[
    list[float] | None,
    typer.Option("--strength", metavar="S", help="Strength of the ladder's rungs, 0 to 1; may be repeated."),
]
OnlyRungs = Annotated[
    list[str] | None,
    typer.Option("--rung", metavar="NAME", help="Measure only this rung, or none for no evasion; may be repeated."),
]
Combinations = Annotated[
    int,
    typer.Option(
        "--combinations", metavar="N", min=0, help="Measure N combinations of three rungs at full strength, too."
    ),
]
Scenarios = Annotated[
    list[str] | None,
    typer.Option("--scenario", metavar="NAME[=N]", help="Scenario of the table and its size; may be repeated."),
]
Sources = Annotated[
    str | None,
    typer.Option(
        "--sources", metavar="NAMES", help="Only these of the --prompts: names with commas between, or a file of them."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Markdown file; in a page with table markers only that is replaced."),
]
Calibration = Annotated[
    Path | None,
    typer.Option(
        "--calibration",
        metavar="FILE",
        help="Write how well probabilities hold into this Markdown page, and images/calibration.svg beside it.",
    ),
]


def evaluate(
    result: Annotated[Path | None, typer.Argument(metavar="RESULT", help="Folder that a scan wrote.")] = None,
    *,
    truth: Truth = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the measures as one JSON object.")] = False,
    table: Annotated[
        bool, typer.Option("--table", help="Simulate, scan and measure a world per scenario, prompts and seed.")
    ] = False,
    ladder: Annotated[
        bool, typer.Option("--ladder", help="Measure what is found of a campaign on each rung of the evasion ladder.")
    ] = False,
    strength: Strengths = None,
    rung: OnlyRungs = None,
    combinations: Combinations = 0,
    scenario: Scenarios = None,
    seeds: Annotated[
        str, typer.Option("--seeds", metavar="S,S...", help="Seeds of the worlds, with commas between.")
    ] = "0",
    exchanges: Annotated[
        int | None, typer.Option("--exchanges", metavar="N", min=1, help="Size of scenarios named without one.")
    ] = None,
    prompts: Annotated[
        Path | None, typer.Option("--prompts", metavar="DIR", help="Run each seed with these real prompts, too.")
    ] = None,
    sources: Sources = None,
    out: Out = None,
    calibration: Calibration = None,
) -> None:
    """Measure a result against the truth of the simulated world that was scanned.

    With --table, make many worlds, scan and measure each, and write one Markdown table; worlds are deleted as they
    are done, and rows that fall short of the target stay in the table and say where. With --ladder, the worlds are
    of one campaign that evades by one rung after the other, then by three at once, and the table says what each costs
    its operator, and which bar it meets or falls short of. With --calibration, a page says how well the probabilities
    of either run hold.
    """
    if ladder or strength or rung or combinations:
        if not ladder or as_json or table or scenario or result is not None or truth is not None:
            raise UsageError(
                "evaluate --ladder takes only --rung, --strength, --combinations, which need it, "
                "and --seeds, --exchanges, --prompts, --sources, --out, --calibration"
            )
        rungs, strengths = tuple(rung or ()), tuple(strength or ())
        climb_all(Wanted(rungs, strengths, combinations, exchanges, seeds, prompts, sources), out, calibration)
        return
    if table:
        if result is not None or truth is not None or out is None or not scenario:
            raise UsageError("evaluate --table needs --scenario and --out FILE, and takes neither RESULT nor --truth")
        _write_table(plans(scenario, exchanges, seeds, prompts, sources=sources), out, calibration)
        return
    if calibration is not None:
        raise UsageError("evaluate --calibration measures the worlds of --table or --ladder; add one of them")
    if result is None or truth is None:
        raise UsageError(
            "evaluate needs RESULT and --truth WORLD; or --table with --scenario and --out FILE; or --ladder"
        )
    _tell(result, truth, as_json=as_json)


def _tell(result: Path, truth: Path, *, as_json: bool) -> None:
    measures = measure(tally(result, truth))
    if as_json:
        output().print(json.dumps(measures_document(measures), indent=1), soft_wrap=True)
    else:
        output().print(measures_table(measures, Targets()))


def _write_table(worlds: tuple[Plan, ...], out: Path, calibration: Path | None) -> None:
    trials: list[Trial] = []
    page = out.read_text(encoding="utf-8") if out.exists() else ""
    for place, plan in enumerate(worlds, start=1):
        errors().print(literal(f"{place} of {len(worlds)}: {plan.title}"))
        trials.append(run_trial(plan))
        short = shortfalls(trials[-1].measures, targets_of(plan.scenario))
        errors().print(literal("; ".join(short) or "meets the target"))
        # Written after each world, so that an interrupted run keeps what it has measured.
        out.write_text(with_table(page, markdown_table(trials)), encoding="utf-8")
        if calibration is not None:
            write_calibration(trials, calibration)
            page = out.read_text(encoding="utf-8")
    output().print(literal(f"Table: {out}"), soft_wrap=True)


VERB: Final = Verb(
    "evaluate",
    evaluate,
    (
        "stillwatch evaluate result --truth world",
        "stillwatch evaluate result --truth world --json",
        "stillwatch evaluate --table --scenario record=400000 --seeds 101,102 --out table.md",
        "stillwatch evaluate --ladder --exchanges 20000 --seeds 1",
        "stillwatch evaluate --ladder --rung none --rung mixing --combinations 40 --seeds 1,2 --out ladder.md",
    ),
)
