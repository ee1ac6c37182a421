"""A scan that is killed at any stage goes on from the last finished one and ends with the same result."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from stillwatch.records.disk import DiskFullError
from stillwatch.records.result import ScanResult
from stillwatch.report.json_documents import campaigns_document
from stillwatch.scanning import ScanOptions, clear_work, scan, write_result

INSIDE = sys.modules["stillwatch.scanning.scan"]
"""The module, whose package has a function of the same name."""

READING = "stillwatch.scanning.local_reading"

HOLD = 4000
"""Fewer than the town has, so that its accounts are thinned."""

KILLED = """
import os, signal, sys
from pathlib import Path
from stillwatch.scanning import ScanOptions, scan as module_scan
import stillwatch.scanning.scan
inside = sys.modules[sys.argv[1]]

def killed(*arguments, **settings):
    os.kill(os.getpid(), signal.SIGKILL)

assert hasattr(inside, sys.argv[2])
setattr(inside, sys.argv[2], killed)
exchanges, accounts, releases, work = map(Path, sys.argv[3:])
options = ScanOptions(threads=2, work=work, most_held={hold})
module_scan([exchanges], accounts=accounts, releases=releases, options=options)
"""


def thinned(files: Any, work: Path) -> ScanResult:
    found: ScanResult = files.scan(work=work, most_held=HOLD)
    return found


def told(result: ScanResult) -> tuple[Any, ...]:
    """All of a result but how long it took."""
    return campaigns_document(result), result.accounts.to_pylist(), result.exchanges.to_pylist(), result.known


@pytest.fixture(scope="module")
def whole(files: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    """What a scan that nobody stopped tells."""
    return told(thinned(files, tmp_path_factory.mktemp("whole") / "work"))


@pytest.mark.parametrize(
    ("module", "stage", "finished"),
    [
        (READING, "foreseen", set()),
        (READING, "take_in", set()),
        (READING, "save_reading", set()),
        (INSIDE.__name__, "build_log", {"read"}),
        (INSIDE.__name__, "find", {"read"}),
        (INSIDE.__name__, "save_found", {"read"}),
        (INSIDE.__name__, "extent_of", {"read", "operations"}),
        ("stillwatch.scanning.conclusion", "summarize", {"read", "operations"}),
    ],
)
def test_killed_at_a_stage_it_goes_on(
    module: str,
    stage: str,
    finished: set[str],
    files: Any,
    whole: tuple[Any, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = tmp_path / "work"
    inputs = [files.exchanges, files.accounts, files.releases, work]
    code = KILLED.replace("{hold}", str(HOLD))
    stopped = subprocess.run([sys.executable, "-c", code, module, stage, *map(str, inputs)], check=False)  # noqa: S603 - its own program

    assert stopped.returncode == -signal.SIGKILL
    assert {path.name for path in work.iterdir() if path.is_dir() and not path.name.endswith(".part")} == finished
    if "read" in finished:
        monkeypatch.setattr(f"{READING}.read_exchanges", _not_again)
    if "operations" in finished:
        monkeypatch.setattr(INSIDE, "find", _not_again)
    assert told(thinned(files, work)) == whole


def _not_again(*_: Any, **__: Any) -> Any:
    raise AssertionError("a finished stage was run again")


def test_other_inputs_or_options_begin_anew(files: Any, tmp_path: Path) -> None:
    work = tmp_path / "work"
    thinned(files, work)
    again = scan([files.exchanges], options=ScanOptions(threads=2, work=work, most_held=HOLD))

    assert {gap.name for gap in again.run.gaps} >= {"no_accounts"}


def test_a_cleared_folder_is_gone(files: Any, tmp_path: Path) -> None:
    thinned(files, tmp_path / "work")

    clear_work(tmp_path / "work")

    assert not (tmp_path / "work").exists()


def test_a_full_disk_is_told_and_leaves_the_earlier_result(
    files: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = thinned(files, tmp_path / "work")
    write_result(result, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    monkeypatch.setattr("stillwatch.report.folder.pq.write_table", _full)

    with pytest.raises(DiskFullError, match=r"the disk is full: no room for accounts\.parquet in .*free"):
        write_result(result, tmp_path / "out")

    after = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert after.keys() == before.keys()
    assert after["exchanges.parquet"] == before["exchanges.parquet"]


def test_a_disk_that_fills_while_a_stage_is_written_keeps_the_stages_before(
    files: Any, whole: tuple[Any, ...], tmp_path: Path
) -> None:
    work = tmp_path / "work"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(INSIDE, "save_found", _full)
        with pytest.raises(DiskFullError, match="operations"):
            thinned(files, work)

    assert sorted(path.name for path in work.iterdir()) == ["manifest.json", "read"]
    assert told(thinned(files, work)) == whole


def test_outlines_that_find_no_room_leave_nothing(files: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stillwatch.scanning.shards.pa.ipc.new_file", _full)

    with pytest.raises(DiskFullError, match="stage 'read'"):
        thinned(files, tmp_path / "work")

    assert [path.name for path in (tmp_path / "work").iterdir()] == ["manifest.json"]


def _full(*_: Any, **__: Any) -> Iterator[pa.Table]:
    raise OSError(errno.ENOSPC, "No space left on device")
