"""The calibration goes into a page's section, and its diagram beside the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stillwatch.cli import evaluate, ladder
from stillwatch.cli.calibrating import IMAGE, worlds_of
from stillwatch.cli.trials import Plan
from stillwatch.evaluation.claims import Claim, Claims
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import Tallies
from stillwatch.evaluation.trial import Trial

CLAIMS = Claims((Claim(0.9, 1, 1),), (Claim(0.9, 1, 1),), (Claim(0.0, 0, 9), Claim(0.9, 1, 1)))


def made_up(plan: Plan) -> Trial:
    """A world with one campaign that was told."""
    return Trial(plan.scenario, plan.prompt_kind, plan.seed, 10, 1.0, measure(Tallies((), ())), CLAIMS)


def test_the_ladder_writes_the_section_and_leaves_the_prose(
    stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ladder, "run_trial", made_up)
    page = tmp_path / "page.md"
    page.write_text("# Before\n\n<!-- calibration: begin -->\n<!-- calibration: end -->\n\nAfter.\n")

    answer = stillwatch("evaluate", "--ladder", "--rung", "none", "--seeds", "1,2", "--calibration", page)

    assert answer.status == 0
    text = page.read_text()
    assert text.startswith("# Before\n")
    assert text.endswith("\n\nAfter.\n")
    assert "Measured over 2 worlds of `ladder`, grammar prompts, seeds 1, 2:" in text
    assert "| campaigns told, by `confidence` | 2 | 0.9000 | 1.0000 | 0.1000 | **short** |" in text
    assert (tmp_path / IMAGE).read_text().startswith("<svg")


def test_a_table_and_its_calibration_may_share_a_page(
    stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(evaluate, "run_trial", made_up)
    page = tmp_path / "page.md"
    markers = [f"<!-- {name}: {end} -->" for name in ("table", "calibration") for end in ("begin", "end")]
    page.write_text("\n".join(markers) + "\n")

    answer = stillwatch(
        "evaluate", "--table", "--scenario", "quiet", "--seeds", "1,2", "--out", page, "--calibration", page
    )

    assert answer.status == 0
    assert "| quiet | grammar | 2 |" in page.read_text()
    assert "Measured over 2 worlds of `quiet`" in page.read_text()


def test_it_needs_worlds_to_measure(stillwatch: Callable[..., Any]) -> None:
    answer = stillwatch("evaluate", "result", "--truth", "world", "--calibration", "x.md")

    assert answer.status == 2
    assert "--calibration measures the worlds of --table or --ladder" in answer.err


def test_worlds_are_named_once_each() -> None:
    trials = [made_up(Plan(name, None, seed, None)) for name in ("quiet", "record") for seed in (3, 4)]

    assert worlds_of(trials) == "4 worlds of `quiet` and `record`, grammar prompts, seeds 3, 4"
