"""``stillwatch simulate``: a world with a known truth, to test and to learn with."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from stillwatch.cli.consoles import errors, output
from stillwatch.cli.progress import shown
from stillwatch.cli.verb import Verb
from stillwatch.records.errors import UsageError
from stillwatch.report.escaping import literal
from stillwatch.report.figures import count
from stillwatch.simulation import WorldSummary, load_scenario, parse_steps, scenario_names, source_names
from stillwatch.simulation import simulate as simulate_world

TRUTH: Final = "truth_exchanges.parquet"


def simulate(
    scenario: Annotated[
        str | None, typer.Argument(metavar="SCENARIO", help="Name of a scenario, or the path of a scenario file.")
    ] = None,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder for the world; made where missing.")
    ] = None,
    exchanges: Annotated[
        int | None,
        typer.Option("--exchanges", metavar="N", min=1, help="Size of the world; the scenario's own without it."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", min=0, help="The same seed gives the same world.")] = 0,
    prompts: Annotated[
        Path | None,
        typer.Option("--prompts", metavar="DIR", help="Take prompts from these files instead of from grammars."),
    ] = None,
    sources: Annotated[
        str | None,
        typer.Option(
            "--sources",
            metavar="NAMES",
            help="Only these of the --prompts: names with commas between, or a file of them.",
        ),
    ] = None,
    rung: Annotated[
        list[str] | None,
        typer.Option(
            "--rung", metavar="NAME=STRENGTH", help="Every campaign evades by this rung, 0 to 1; may be repeated."
        ),
    ] = None,
    list_scenarios: Annotated[bool, typer.Option("--list", help="Print the scenarios' names and stop.")] = False,
) -> None:
    """Make a simulated world: exchanges, accounts, releases and the truth about them.

    Campaigns and accounts are in proportion to N. Nothing in it was ever said to a model; a campaign that is
    modelled on a published case is labelled as simulated.
    """
    if list_scenarios:
        output().print("\n".join(scenario_names()))
        return
    if scenario is None or out is None:
        missing = "SCENARIO" if scenario is None else "--out DIR"
        raise UsageError(f"simulate needs {missing}; 'stillwatch simulate --list' names the scenarios")
    plan = load_scenario(scenario)
    steps = parse_steps(rung or ())
    with shown(errors()) as show:
        progress = partial(show, f"simulate {plan.name}")
        world = simulate_world(
            plan,
            exchanges=exchanges,
            seed=seed,
            prompts=prompts,
            sources=source_names(sources),
            out=_free(out),
            steps=steps,
            progress=progress,
        )
    _tell(world, out)


def _free(out: Path) -> Path:
    """The folder, if writing a world there can destroy nothing but an earlier world."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} is a file; name a folder")
    if out.exists() and any(out.iterdir()) and not (out / TRUTH).is_file():
        raise UsageError(f"--out {out} holds files that are no simulated world; name a new folder")
    return out


def _tell(world: WorldSummary, out: Path) -> None:
    what = f"{count(world.exchanges)} exchanges, {count(world.accounts)} accounts, {len(world.campaigns)} campaigns"
    console = output()
    console.print(
        literal(f"Simulated world: {what}; {world.prompts} prompts, seed {world.seed}; in {out}"), soft_wrap=True
    )
    console.print(literal(f"Scan it: {scan_command(out)}"), soft_wrap=True)


def scan_command(world: Path) -> str:
    """The command that scans ``world`` with all its tables."""
    tables = f"--accounts {world / 'accounts.parquet'} --releases {world / 'releases.parquet'}"
    return f"stillwatch scan {world / 'exchanges'} {tables} --out result"


VERB: Final = Verb(
    "simulate",
    simulate,
    (
        "stillwatch simulate --list",
        "stillwatch simulate record --out world",
        "stillwatch simulate record --exchanges 400000 --seed 7 --out world",
        "stillwatch simulate ladder --rung mixing=0.3 --rung own_address=1 --out world",
    ),
)
