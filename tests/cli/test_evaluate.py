"""Evaluate prints measures as a table or JSON, and writes the table of many worlds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.cli import evaluate
from stillwatch.cli.trials import Plan
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import ExchangeTally, Tallies
from stillwatch.evaluation.trial import Trial
from stillwatch.records.tables import EXCHANGE_RESULTS, TRUTH_ACCOUNTS, TRUTH_EXCHANGES


@pytest.fixture
def world(result_folder: Path, tmp_path: Path) -> Path:
    """The truth about the result: both of its accounts are of one campaign."""
    folder = tmp_path / "world"
    folder.mkdir()
    kinds = {"acct-0001": "campaign", "acct-0002": "campaign", "honest-7": "classroom"}
    accounts = [{"account_id": name, "kind": kind, "campaign_id": None} for name, kind in kinds.items()]
    true = [{"exchange_id": str(number), "campaign_id": "A1", "capability": "coding"} for number in range(4)]
    said = [{**row, "campaign_id": "c1" if row["exchange_id"] != "3" else None} for row in true]
    pq.write_table(pa.Table.from_pylist(accounts, TRUTH_ACCOUNTS), folder / "truth_accounts.parquet")
    pq.write_table(pa.Table.from_pylist(true, TRUTH_EXCHANGES), folder / "truth_exchanges.parquet")
    pq.write_table(pa.Table.from_pylist(said, EXCHANGE_RESULTS), result_folder / "exchanges.parquet")
    return folder


def test_the_table_names_what_falls_short(stillwatch: Callable[..., Any], result_folder: Path, world: Path) -> None:
    answer = stillwatch("evaluate", result_folder, "--truth", world)

    assert answer.status == 0
    assert "Falls short: A1 recall 0.7500." in answer.out


def test_json_is_one_object(stillwatch: Callable[..., Any], result_folder: Path, world: Path) -> None:
    answer = stillwatch("evaluate", result_folder, "--truth", world, "--json")

    measures = json.loads(answer.out)
    assert measures["campaigns"] == {"A1": {"exchanges": 4, "recall": 0.75, "precision": 1.0, "pieces": 1, "as": "c1"}}
    assert measures["account_recall"] == 1.0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["result"],
        ["--truth", "world"],
        ["--table", "--scenario", "record"],
        ["--table", "--out", "x.md"],
        ["result", "--truth", "world", "--strength", "0.5"],
        ["result", "--truth", "world", "--combinations", "5"],
        ["result", "--table", "--scenario", "record", "--out", "x.md"],
    ],
)
def test_the_two_uses_are_kept_apart(stillwatch: Callable[..., Any], arguments: list[str]) -> None:
    answer = stillwatch("evaluate", *arguments)

    assert answer.status == 2
    assert answer.err.startswith("stillwatch: evaluate ")
    assert answer.err.count("\n") == 1


def test_a_table_has_a_row_per_world_and_keeps_the_pages_prose(
    stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Measured\n\n<!-- table: begin -->\n<!-- table: end -->\n\nProse.\n")
    monkeypatch.setattr(evaluate, "run_trial", made_up)

    answer = stillwatch("evaluate", "--table", "--scenario", "record=400", "--seeds", "1,2", "--out", page)

    assert answer.status == 0
    text = page.read_text()
    assert text.startswith("# Measured\n")
    assert text.endswith("\n\nProse.\n")
    assert "| record | grammar | 1 | 400 |" in text
    assert "| record | grammar | 2 | 400 |" in text
    assert "1 of 2: record, grammar prompts, seed 1" in answer.err
    assert "A1 not found" in answer.err


def test_an_interrupted_table_keeps_what_was_measured(
    stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(plan: Plan) -> Trial:
        if plan.seed == 2:
            raise KeyboardInterrupt
        return made_up(plan)

    monkeypatch.setattr(evaluate, "run_trial", interrupted)

    answer = stillwatch("evaluate", "--table", "--scenario", "record=400", "--seeds", "1,2", "--out", tmp_path / "t.md")

    assert answer.status == 130
    assert "| record | grammar | 1 | 400 |" in (tmp_path / "t.md").read_text()


def made_up(plan: Plan) -> Trial:
    """Measures of a world whose campaign was missed."""
    missed = Tallies((ExchangeTally("A1", None, 10, 0),), ())
    return Trial(plan.scenario, plan.prompt_kind, plan.seed, plan.exchanges or 0, 1.0, measure(missed))
