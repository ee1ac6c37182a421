"""Batches of what is found on lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stillwatch.sources import line_log
from stillwatch.sources.discovery import describe
from stillwatch.sources.exchange import Exchange
from stillwatch.sources.line_log import Found, batched, read_lines
from stillwatch.sources.quarantine import Quarantine

WriteLines = Callable[..., Path]


def test_a_line_may_hold_several_exchanges_or_none(tmp_path: Path, write_lines: WriteLines) -> None:
    file = describe(write_lines(tmp_path / "log", [{"n": 2}, {"n": 0}, b"junk", {"n": 1}]))
    quarantine = Quarantine()
    (rows,) = read_lines(file, quarantine, lambda line: [Exchange(status=line["n"])] * line["n"])
    assert rows.positions.tolist() == [1, 1, 4]
    assert rows.batch["status"].to_pylist() == [2, 2, 1]
    assert quarantine.rejected == 1


@pytest.mark.parametrize(("size", "batches"), [(1, [5]), (40, [2, 2, 1])])
def test_batches_are_bounded_by_bytes(monkeypatch: pytest.MonkeyPatch, size: int, batches: list[int]) -> None:
    monkeypatch.setattr(line_log, "_BATCH_BYTES", 80)
    found = (Found(Exchange(), place, "line", size, place) for place in range(5))
    assert [rows.batch.num_rows for rows in batched(found, Quarantine())] == batches


def test_batches_are_bounded_by_rows() -> None:
    found = (Found(Exchange(), place, "row", 1, place) for place in range(10_000))
    assert [rows.batch.num_rows for rows in batched(found, Quarantine())] == [8192, 1808]
