"""A manifest changes with all that a result depends on, and with nothing else."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from stillwatch.scanning.manifest import input_bytes, manifest_of
from stillwatch.scanning.options import ScanOptions

PLAIN = ScanOptions()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    path.write_text('{"a": 1}\n')
    return path


@pytest.mark.parametrize(
    "options",
    [
        replace(PLAIN, drop_content=True),
        replace(PLAIN, format="openai_chat"),
        replace(PLAIN, pseudonym_key=b"sixteen bytes or more"),
        replace(PLAIN, most_held=5),
    ],
)
def test_options_that_change_a_result_change_it(log: Path, options: ScanOptions) -> None:
    assert manifest_of([log], [None], options) != manifest_of([log], [None], PLAIN)


def test_where_it_runs_changes_nothing(log: Path) -> None:
    assert manifest_of([log], [None], replace(PLAIN, threads=3, work=log.parent)) == manifest_of([log], [None], PLAIN)


def test_a_key_is_not_written_down(log: Path) -> None:
    assert "secret" not in str(manifest_of([log], [], replace(PLAIN, pseudonym_key=b"secret" * 4)))


def test_a_changed_file_changes_it(log: Path) -> None:
    before = manifest_of([log], [log], PLAIN)
    os.utime(log, ns=(1, 1))

    assert manifest_of([log], [log], PLAIN) != before
    assert input_bytes([log]) == log.stat().st_size
