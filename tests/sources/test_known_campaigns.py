"""What a result keeps is read back whole; what is not one is refused in one line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stillwatch.records.campaign import Moment
from stillwatch.records.errors import UsageError
from stillwatch.records.known import Known, Traces
from stillwatch.sources.known_campaigns import KNOWN, read_known

WHEN = datetime(2026, 6, 1, 3, 4, 5, 678901, tzinfo=UTC)
MOMENT = {"at": WHEN.isoformat(), "event": "first_seen", "state": "starting", "text": "its first"}
ENTRY: dict[str, Any] = {
    "campaign_id": "C-1",
    "formerly": ["C-0"],
    "last_seen": WHEN.isoformat(),
    "history": [MOMENT],
    "accounts": ["a", "b"],
    "texts": ["00ff"],
    "identities": ["payment:01"],
}


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / KNOWN).write_text(text, encoding="utf-8")
    return tmp_path


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    history = (Moment(WHEN, "first_seen", "starting", "its first"),)

    assert read_known(folder(tmp_path, json.dumps([ENTRY]))) == (
        Known("C-1", ("C-0",), WHEN, history, Traces(("a", "b"), ("00ff",), ("payment:01",))),
    )


def test_additions_of_a_later_version_are_ignored(tmp_path: Path) -> None:
    assert len(read_known(folder(tmp_path, json.dumps([ENTRY | {"new": 1}])))) == 1


def test_a_result_without_campaigns_knows_none(tmp_path: Path) -> None:
    assert read_known(folder(tmp_path, "[]")) == ()


def test_a_folder_without_the_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        read_known(tmp_path)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[1]",
        "{}x",
        json.dumps([{}]),
        json.dumps([ENTRY | {"campaign_id": 7}]),
        json.dumps([ENTRY | {"accounts": [None]}]),
        json.dumps([ENTRY | {"accounts": 5}]),
        json.dumps([ENTRY | {"last_seen": "2026-06-01T00:00:00"}]),
        json.dumps([ENTRY | {"last_seen": 5}]),
        json.dumps([ENTRY | {"history": [MOMENT | {"at": "soon"}]}]),
        json.dumps([ENTRY | {"history": ["x"]}]),
    ],
)
def test_a_broken_one_is_refused(tmp_path: Path, broken: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_known(folder(tmp_path, broken))
