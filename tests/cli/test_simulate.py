"""Simulate lists its scenarios, makes small worlds and says how to scan them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stillwatch.simulation import scenario_names


def test_list_names_every_scenario_on_a_line(stillwatch: Callable[..., Any]) -> None:
    answer = stillwatch("simulate", "--list")

    assert answer.status == 0
    assert answer.out.splitlines() == list(scenario_names())
    assert {"record", "quiet"} <= set(scenario_names())


def test_a_world_has_the_tables_of_the_contract(stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    world = tmp_path / "world"

    answer = stillwatch("simulate", "quiet", "--exchanges", "2000", "--seed", "5", "--out", world)

    assert answer.status == 0
    made = {path.name for path in world.iterdir()}
    assert made >= {
        "exchanges",
        "accounts.parquet",
        "releases.parquet",
        "truth_accounts.parquet",
        "truth_exchanges.parquet",
    }
    assert f"Scan it: stillwatch scan {world / 'exchanges'} --accounts" in answer.out


@pytest.mark.parametrize(
    ("arguments", "missing"), [(["--out", "x"], "SCENARIO"), (["record"], "--out DIR"), ([], "SCENARIO")]
)
def test_what_is_missing_is_named(stillwatch: Callable[..., Any], arguments: list[str], missing: str) -> None:
    answer = stillwatch("simulate", *arguments)

    assert answer.status == 2
    assert f"simulate needs {missing}" in answer.err


def test_an_unknown_scenario_is_wrong_usage(stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    answer = stillwatch("simulate", "recrod", "--out", tmp_path / "world")

    assert answer.status == 2
    assert answer.err.count("\n") == 1
    assert "recrod" in answer.err


def test_a_folder_with_other_files_is_left_alone(stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "exchanges").mkdir()
    (tmp_path / "exchanges" / "mine.parquet").write_text("mine")

    answer = stillwatch("simulate", "quiet", "--exchanges", "2000", "--out", tmp_path)

    assert answer.status == 2
    assert "holds files that are no simulated world" in answer.err
    assert (tmp_path / "exchanges" / "mine.parquet").read_text() == "mine"


def test_an_earlier_world_is_replaced_and_the_same_seed_gives_the_same(
    stillwatch: Callable[..., Any], tmp_path: Path
) -> None:
    arguments = ("simulate", "quiet", "--exchanges", "2000", "--seed", "5", "--out", tmp_path / "world")
    assert stillwatch(*arguments).status == 0
    first = (tmp_path / "world" / "truth_exchanges.parquet").read_bytes()

    assert stillwatch(*arguments).status == 0
    assert (tmp_path / "world" / "truth_exchanges.parquet").read_bytes() == first


def test_a_rung_climbed_is_written_down(stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    world = tmp_path / "world"
    rungs = ("--rung", "mixing=0.5", "--rung", "own_payment=1")

    answer = stillwatch("simulate", "ladder", "--exchanges", "2000", *rungs, "--out", world)

    assert answer.status == 0
    written = json.loads((world / "world.json").read_text())
    assert written["rungs"] == {"mixing": 0.5, "own_payment": 1.0}
    assert written["campaigns"] == {"L1": 200}


def test_sources_named_are_written_down(stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("sums", "chats"):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"prompt": "{name} of a few words"}}\n' * 60)
    options = ("--prompts", tmp_path, "--sources", "sums", "--exchanges", "1000", "--out", tmp_path / "world")

    assert stillwatch("simulate", "grading", *options).status == 0
    assert json.loads((tmp_path / "world" / "world.json").read_text())["sources"] == ["sums"]


def test_an_unknown_rung_is_wrong_usage(stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    answer = stillwatch("simulate", "ladder", "--rung", "mixin=1", "--out", tmp_path / "world")

    assert answer.status == 2
    assert "no rung 'mixin'; the ladder has own_address" in answer.err
