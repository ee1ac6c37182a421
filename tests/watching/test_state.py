"""A state is one process's at a time, is made with one set of options, and keeps nothing its ledger does not know."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from stillwatch.records.disk import DiskFullError
from stillwatch.records.errors import StillwatchError, UsageError
from stillwatch.watching import WatchOptions
from stillwatch.watching.state import BusyError, opened

PLAIN = WatchOptions()
HOLDS = """
import sys
from pathlib import Path
from stillwatch.watching import WatchOptions
from stillwatch.watching.state import opened

with opened(Path(sys.argv[1]), WatchOptions()):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_two_processes_at_once_are_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDS, str(tmp_path / "state")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603 - its own program
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with (
            pytest.raises(BusyError, match=r"another watch is at work on .*wait until it ends"),
            opened(tmp_path / "state", PLAIN),
        ):
            pass
        other.communicate("")
    with opened(tmp_path / "state", PLAIN) as state:
        assert state.ledger.rows() == 0


def test_two_in_one_process_are_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "state", PLAIN), pytest.raises(BusyError), opened(tmp_path / "state", PLAIN):
        pass


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(UsageError, match="holds files that no watch made"), opened(tmp_path, PLAIN):
        pass
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (WatchOptions(pseudonym_key=b"another key of 16"), "pseudonyms"),
        (WatchOptions(drop_content=True), "drop_content"),
    ],
)
def test_other_options_are_refused(tmp_path: Path, options: WatchOptions, what: str) -> None:
    with opened(tmp_path / "state", PLAIN):
        pass

    with pytest.raises(UsageError, match=f"made with another {what}"), opened(tmp_path / "state", options):
        pass


def test_a_ledger_that_finds_no_room_is_told(stream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stream.add(0, 1)

    def full(*_: Any) -> None:
        raise duckdb.TransactionException('Failed to commit: Could not write file "x": No space left on device')

    with monkeypatch.context() as patch:
        patch.setattr("stillwatch.watching.ledger.Ledger.add_run", full)
        with pytest.raises(DiskFullError, match=r"no room for ledger\.duckdb"):
            stream.take()
    assert stream.take().accepted == stream.between(0, 1).num_rows


def test_a_ledger_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "ledger.duckdb").write_text("a poem, long enough to be a header of something " * 400)

    with pytest.raises(StillwatchError, match=r"ledger\.duckdb cannot be used"), opened(tmp_path, PLAIN):
        pass


def test_what_the_ledger_does_not_know_is_removed(stream: Any) -> None:
    stream.add(0, 1)
    stream.watch()
    known = {path.relative_to(stream.state) for path in stream.state.rglob("*") if path.is_file()}
    for folder in ("segments", "samples", "rejected", "run-000002.part"):
        (stream.state / folder).mkdir(exist_ok=True)
        (stream.state / folder / "left.parquet").write_bytes(b"half")
    (stream.state / "looks" / "000009").mkdir()

    with opened(stream.state, stream.watch.__defaults__[0]):
        pass

    assert {path.relative_to(stream.state) for path in stream.state.rglob("*") if path.is_file()} == known
    assert [path.name for path in (stream.state / "looks").iterdir()] == ["000001"]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "state", PLAIN) as state:
        with pytest.raises(FileNotFoundError), state.making("run-000001") as folder:
            _written_half(folder)
        assert [path.name for path in tmp_path.rglob("one")] == []
        with state.making("run-000001") as folder:
            (folder / "segments" / "one").write_text("")
        assert state.of("segments", "one").exists()


def _written_half(folder: Path) -> None:
    (folder / "segments" / "one").write_text("")
    (folder / "nowhere" / "one").write_text("")
