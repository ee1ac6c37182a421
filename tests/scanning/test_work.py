"""A stage is in the work folder whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from stillwatch.records.errors import UsageError
from stillwatch.scanning.work import WorkFolder, clear_work


def test_a_finished_stage_is_kept_under_the_same_manifest(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path / "work")
    work.open({"inputs": 1})
    with work.making("read", "") as folder:
        (folder / "part").write_text("x")

    work.open({"inputs": 1})
    assert work.has("read")
    assert (work.of("read") / "part").read_text() == "x"
    work.open({"inputs": 2})
    assert not work.has("read")


def test_an_unfinished_stage_is_none(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path / "work")
    work.open({})
    with pytest.raises(KeyError), work.making("read", ""):
        raise KeyError

    assert not work.has("read")
    assert not list((tmp_path / "work").glob("*.part"))


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")

    with pytest.raises(UsageError, match="holds files that no scan made"):
        WorkFolder(tmp_path).open({})
    clear_work(tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "dear"
