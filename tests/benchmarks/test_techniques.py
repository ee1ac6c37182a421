"""The wordings' figures on the page are the program's, and honest prompts hardly ever show a technique."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from stillwatch.records.vocabulary import TECHNIQUES

MOST_PER_10K = 0.5
"""Honest rows that may show a technique, of 10,000."""
MOST_GRADING_PER_10K = 3
"""The same of ``rubric_grading`` outside the sources that ask for it."""


@pytest.fixture(scope="module")
def tallies(techniques_benchmark: ModuleType) -> dict[str, Any]:
    return dict(techniques_benchmark.measured())


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "techniques.md").read_text(encoding="utf-8")


def test_the_page_has_what_is_measured(techniques_benchmark: ModuleType, tallies: dict[str, Any], page: str) -> None:
    assert techniques_benchmark.state_table(tallies) in page
    assert techniques_benchmark.technique_table(tallies) in page


def test_the_page_has_what_honest_prompts_show(techniques_benchmark: ModuleType, page: str, shared: Path) -> None:
    found = techniques_benchmark.honest(shared / "data" / "prompts")
    rows = found["rows"][1]

    assert techniques_benchmark.honest_table(found) in page
    for technique in TECHNIQUES:
        most = MOST_GRADING_PER_10K if technique == "rubric_grading" else MOST_PER_10K
        assert 10_000 * found[technique][1] / rows <= most, technique


def test_every_set_has_every_technique_in_five_languages(techniques_benchmark: ModuleType) -> None:
    for name in techniques_benchmark.SETS:
        cases = techniques_benchmark.cases(name)
        assert set(cases) == set(TECHNIQUES)
        assert len({case["language"] for sides in cases.values() for case in sides["hits"]}) >= 5


def test_no_near_miss_shows_its_technique(tallies: dict[str, Any]) -> None:
    assert [figures[2] for found in tallies.values() for figures in found.values()] == [0] * 4 * len(TECHNIQUES)


def test_the_page_says_what_share_of_new_words_is_found(techniques_benchmark: ModuleType, page: str) -> None:
    now, first = (
        techniques_benchmark.sums(techniques_benchmark.measured()),
        techniques_benchmark.history()["first round"],
    )
    assert now["last"][0] / now["last"][1] == pytest.approx(0.3, abs=0.05)
    assert first["evasive"][0] / first["evasive"][1] == pytest.approx(0.1, abs=0.05)
    assert "about three of ten cases" in " ".join(page.split())
