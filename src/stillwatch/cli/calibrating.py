"""Where the calibration measured over a run of worlds is written: a page's section, and its diagram beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from stillwatch.evaluation.calibration_page import calibration_section, diagram
from stillwatch.evaluation.claims import pooled
from stillwatch.evaluation.markdown import with_table
from stillwatch.evaluation.trial import Trial

IMAGE: Final = "images/calibration.svg"
SECTION: Final = "calibration"


def write_calibration(trials: Sequence[Trial], page: Path) -> None:
    """Write the section into ``page``, between its markers where it has some, and the diagram to ``IMAGE``."""
    every = pooled(trial.claims for trial in trials)
    image = page.parent / IMAGE
    image.parent.mkdir(parents=True, exist_ok=True)
    image.write_text(diagram(every), encoding="utf-8")
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    section = calibration_section(every, worlds_of(trials), IMAGE)
    page.write_text(with_table(text, section, SECTION), encoding="utf-8")


def worlds_of(trials: Sequence[Trial]) -> str:
    """Which worlds they are, in words."""
    scenarios = " and ".join(f"`{name}`" for name in dict.fromkeys(trial.scenario for trial in trials))
    prompts = " and ".join(dict.fromkeys(trial.prompts for trial in trials))
    seeds = ", ".join(str(seed) for seed in dict.fromkeys(trial.seed for trial in trials))
    return f"{len(trials)} worlds of {scenarios}, {prompts} prompts, seeds {seeds}"
