"""The command makes passes, tells what is new in words or as JSON, and refuses what it cannot do in one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.records.tables import TIMESTAMP
from stillwatch.watching import WatchOptions
from stillwatch.watching.state import opened


@pytest.fixture
def logs(town: Any, tmp_path: Path) -> Path:
    """Ten days of the town, and an accounts table beside it."""
    day = pc.less(town.table()["started_at"], pa.scalar(datetime(2026, 6, 11, tzinfo=UTC), TIMESTAMP))
    (tmp_path / "logs").mkdir()
    pq.write_table(town.table().filter(day), tmp_path / "logs" / "first.parquet")
    pq.write_table(town.table().filter(pc.invert(day)).slice(0, 200), tmp_path / "later.parquet")
    pq.write_table(town.account_table(), tmp_path / "accounts.parquet")
    return tmp_path / "logs"


def places(logs: Path) -> list[str | Path]:
    home = logs.parent
    return [logs, "--state", home / "state", "--out", home / "out", "--accounts", home / "accounts.parquet"]


def test_a_campaign_is_told_once_and_then_grows(logs: Path, stillwatch: Callable[..., Any]) -> None:
    first = stillwatch("watch", *places(logs))
    (logs.parent / "later.parquet").rename(logs / "later.parquet")
    second = stillwatch("watch", *places(logs))
    third = stillwatch("watch", *places(logs))

    assert (first.status, second.status, third.status) == (0, 0, 0)
    assert "New alleged campaign C-" in first.out
    assert "grew by" in second.out
    assert "200 new exchanges" in second.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Nothing new." in third.out


def test_json_is_one_line_a_pass(logs: Path, stillwatch: Callable[..., Any]) -> None:
    answer = stillwatch("watch", *places(logs), "--json")

    assert [json.loads(line)["look"] for line in answer.out.splitlines()] == ["first"]
    explained = stillwatch(
        "explain", json.loads(answer.out)["campaigns"][0]["campaign_id"], "--result", logs.parent / "out"
    )
    assert "served before it was found" in explained.out.replace("\n", " ")


def test_every_goes_on_until_it_is_stopped(
    logs: Path, stillwatch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["stillwatch.cli.watch"].time, "sleep", sleep)
    answer = stillwatch("watch", *places(logs), "--every", "60", "--json")

    assert answer.status == 130
    assert waited == [60, 60]
    assert [json.loads(line)["look"] for line in answer.out.splitlines()] == ["first", None]


def test_two_at_once_are_refused_in_one_line(logs: Path, stillwatch: Callable[..., Any]) -> None:
    with opened(logs.parent / "state", WatchOptions()):
        answer = stillwatch("watch", *places(logs))

    assert answer.status == 1
    assert answer.err.startswith("stillwatch: another watch is at work on ")
    assert answer.err.count("\n") == 1


def test_a_result_that_is_a_file_is_refused(logs: Path, stillwatch: Callable[..., Any]) -> None:
    answer = stillwatch("watch", logs, "--state", logs.parent / "state", "--out", logs.parent / "accounts.parquet")

    assert answer.status == 2
    assert "is a file; name a folder" in answer.err
