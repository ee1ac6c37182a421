"""``stillwatch evaluate --ladder``: a world for each rung of the evasion ladder, scanned and measured."""

from __future__ import annotations

from pathlib import Path

from stillwatch.cli.ascents import Ascent, Wanted, ascents
from stillwatch.cli.calibrating import write_calibration
from stillwatch.cli.consoles import errors, output
from stillwatch.cli.trials import run_trial
from stillwatch.evaluation.ladder import Climb, ladder_table
from stillwatch.evaluation.markdown import with_table
from stillwatch.report.escaping import literal


def climb_all(wanted: Wanted, out: Path | None, calibration: Path | None = None) -> None:
    """Make, scan and measure every world, then print the table; with ``out`` it is written after each world.

    With ``calibration``, that page gets what campaigns and accounts were told with, against what is so.
    """
    worlds = ascents(wanted)
    climbs: list[Climb] = []
    page = out.read_text(encoding="utf-8") if out is not None and out.exists() else ""
    for place, ascent in enumerate(worlds, start=1):
        errors().print(literal(f"{place} of {len(worlds)}: {ascent.plan.title}"))
        climbs.append(_measured(ascent))
        errors().print(literal("; ".join(climbs[-1].short) or f"meets its bar: {ascent.bar.text}"))
        if out is not None:
            out.write_text(with_table(page, ladder_table(climbs, wanted.note)), encoding="utf-8")
        if calibration is not None:
            write_calibration([climb.trial for climb in climbs], calibration)
            page = out.read_text(encoding="utf-8") if out is not None else page
    for line in ladder_table(climbs, wanted.note).splitlines():
        output().print(literal(line), soft_wrap=True)


def _measured(ascent: Ascent) -> Climb:
    trial = run_trial(ascent.plan)
    return Climb(ascent.name, ascent.strength, ascent.own_share, ascent.cost, ascent.bar, trial)
