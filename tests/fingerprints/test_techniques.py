"""Every technique has its cases: texts that show it and texts that nearly do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from stillwatch.fingerprints.techniques import technique_bits
from stillwatch.records.vocabulary import TECHNIQUES

CASES = Path(__file__).parent / "cases"


def shown(case: dict[str, str]) -> set[str]:
    columns = [pa.array([case.get(name)], pa.string()) for name in ("prompt", "system", "response")]
    bits = int(technique_bits(*columns)[0])
    return {technique for place, technique in enumerate(TECHNIQUES) if bits >> place & 1}


def load(technique: str) -> dict[str, list[dict[str, Any]]]:
    cases: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / f"{technique}.yaml").read_text(encoding="utf-8"))
    return cases


def test_every_technique_has_a_file_and_no_file_is_left_over() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(TECHNIQUES)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_a_technique_has_enough_cases_in_enough_languages(technique: str) -> None:
    cases = load(technique)
    assert len(cases["hits"]) >= 2
    assert len(cases["misses"]) >= 3
    assert len({case["language"] for side in cases.values() for case in side}) >= 4


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_hits_show_the_technique_and_near_misses_do_not(technique: str) -> None:
    cases = load(technique)
    assert [case for case in cases["hits"] if technique not in shown(case)] == []
    assert [case for case in cases["misses"] if technique in shown(case)] == []


def test_near_misses_show_no_other_technique_either() -> None:
    wrong = [(case, shown(case)) for technique in TECHNIQUES for case in load(technique)["misses"] if shown(case)]
    assert wrong == []


def test_a_null_text_shows_nothing_and_slices_are_read_from_where_they_begin() -> None:
    hit = load("do_not_flag")["hits"][0]["prompt"]
    column = pa.array(["x", None, hit, ""])
    place = 1 << TECHNIQUES.index("do_not_flag")
    assert technique_bits(column).tolist() == [0, 0, place, 0]
    assert technique_bits(column.slice(2, 1)).tolist() == [place]
    assert technique_bits(column.cast(pa.large_string())).tolist() == [0, 0, place, 0]
