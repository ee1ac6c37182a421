"""Which files an input means."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pytest

from stillwatch.records.errors import UsageError
from stillwatch.sources.discovery import describe, find_files
from stillwatch.sources.quarantine import Quarantine


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}\n")


def _names(folder: Path, *inputs: str | Path) -> list[str]:
    return [str(file.path.relative_to(folder)) for file in find_files(inputs, Quarantine())]


def test_folders_are_searched_to_any_depth_in_order(tmp_path: Path) -> None:
    _touch(tmp_path, "b.jsonl", "a/z.jsonl", "a/b/c.jsonl", ".git/x", "_temporary/y", "a/.hidden", "a/_SUCCESS")
    assert _names(tmp_path, tmp_path) == ["b.jsonl", "a/z.jsonl", "a/b/c.jsonl"]


def test_truth_is_never_read_even_when_it_is_named(tmp_path: Path) -> None:
    _touch(tmp_path, "truth_accounts.parquet", "log.jsonl")
    quarantine = Quarantine()
    found = find_files([tmp_path, tmp_path / "truth_accounts.parquet"], quarantine)
    assert [file.path.name for file in found] == ["log.jsonl"]
    assert {note for _, note in quarantine.skipped} == {"a simulation's truth is never read"}


def test_globs_and_repeated_inputs_give_each_file_once(tmp_path: Path) -> None:
    _touch(tmp_path, "a1.jsonl", "a2.jsonl", "b.jsonl", "deep/a3.jsonl")
    assert _names(tmp_path, tmp_path / "a*.jsonl", tmp_path / "a2.jsonl") == ["a1.jsonl", "a2.jsonl"]
    assert _names(tmp_path, f"{tmp_path}/**/a*.jsonl") == ["a1.jsonl", "a2.jsonl", "deep/a3.jsonl"]
    _touch(tmp_path, "odd[1].jsonl")
    assert _names(tmp_path, tmp_path / "odd[1].jsonl") == ["odd[1].jsonl"]


def test_a_file_behind_a_link_is_the_same_file(tmp_path: Path) -> None:
    _touch(tmp_path, "log.jsonl")
    (tmp_path / "zlink.jsonl").symlink_to(tmp_path / "log.jsonl")
    (tmp_path / "broken.jsonl").symlink_to(tmp_path / "nowhere")
    assert _names(tmp_path, tmp_path) == ["log.jsonl"]


@pytest.mark.parametrize("absent", ["nothing.jsonl", "no*.jsonl"])
def test_an_input_that_is_not_there_is_a_wrong_call(tmp_path: Path, absent: str) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        find_files([tmp_path / absent], Quarantine())


def test_compression_is_told_by_content(tmp_path: Path) -> None:
    for name, data in (
        ("plain.gz", b"{}"),
        ("g", gzip.compress(b"{}")),
        ("z", pa.Codec("zstd").compress(b"{}", asbytes=True)),
    ):
        (tmp_path / name).write_bytes(data)
    assert [describe(tmp_path / name).compression for name in ("plain.gz", "g", "z")] == [None, "gzip", "zstd"]
    assert describe(tmp_path / "plain.gz").size == 2
