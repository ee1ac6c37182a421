"""A scan on a cluster empties its work folder, and holds all where it has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stillwatch.records.errors import UsageError
from stillwatch.scanning import ScanOptions, StageProgress
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.clustered.scanning import opened, read_on
from stillwatch.scanning.work import WorkFolder


def test_stages_and_their_progress_are_told(cluster: Any, log: Path, tmp_path: Path) -> None:
    told: list[StageProgress] = []
    work = opened(WorkFolder(tmp_path / "work"))

    reading, _ = read_on(cluster, [log], ScanOptions(most_held=3000), work, StageClock(told.append))

    assert list(dict.fromkeys(one.stage for one in told)) == ["count", "read and fingerprint"]
    assert reading.facts.thinned
    assert len(reading.traits) <= 3000


def test_without_a_work_folder_all_is_held(cluster: Any, log: Path, town: Any) -> None:
    reading, _ = read_on(cluster, [log], ScanOptions(most_held=3000), None, StageClock())

    assert reading.facts.thinned is None
    assert len(reading.traits) == len(town.exchanges)


def test_a_work_folder_is_emptied_unless_it_is_somebody_elses(tmp_path: Path) -> None:
    work = opened(WorkFolder(tmp_path / "work"))
    (work.path / "attribution").mkdir()

    assert not opened(work).has("attribution")

    other = tmp_path / "other"
    other.mkdir()
    (other / "mine").touch()
    with pytest.raises(UsageError, match="holds files that no scan made"):
        opened(WorkFolder(other))
