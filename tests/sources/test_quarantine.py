"""Counts that add up, and a file of every rejection."""

from __future__ import annotations

from pathlib import Path

import orjson
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.sources.quarantine import DISTINCT_REASONS, KEPT, Quarantine


def test_the_file_has_each_rejection_as_the_contract_says(tmp_path: Path) -> None:
    path = tmp_path / "quarantine.jsonl"
    with Quarantine(path) as quarantine:
        quarantine.reject("a.jsonl", "not valid JSON: column 3", line=4)
        quarantine.reject_rows("b.parquet", "missing model", "row", [0, 7])
        quarantine.reject("c", "unreadable file: gone")
    assert [orjson.loads(line) for line in path.read_bytes().splitlines()] == [
        {"source": "a.jsonl", "line": 4, "reason": "not valid JSON: column 3"},
        {"source": "b.parquet", "row": 0, "reason": "missing model"},
        {"source": "b.parquet", "row": 7, "reason": "missing model"},
        {"source": "c", "reason": "unreadable file: gone"},
    ]
    assert quarantine.by_reason == {"not valid JSON": 1, "missing model": 2, "unreadable file": 1}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=30))
def test_read_is_accepted_and_rejected(steps: list[tuple[bool, int]]) -> None:
    quarantine = Quarantine()
    for accepted, rows in steps:
        if accepted:
            quarantine.accept("s", rows)
        else:
            quarantine.reject_rows("s", "r", "line", range(rows))
    assert quarantine.read == sum(rows for _, rows in steps) == quarantine.accepted + quarantine.rejected
    assert quarantine.rejected == sum(quarantine.by_reason.values())


def test_memory_is_bounded() -> None:
    quarantine = Quarantine()
    for number in range(3 * KEPT):
        quarantine.reject("s", f"reason {number}: detail")
        quarantine.skip(f"file {number}", "note")
    assert len(quarantine.kept) == KEPT
    assert len(quarantine.by_reason) == DISTINCT_REASONS + 1
    assert quarantine.by_reason["other reasons"] == 3 * KEPT - DISTINCT_REASONS
    assert len(quarantine.skipped) == KEPT


def test_the_summary_says_why_in_one_line() -> None:
    quarantine = Quarantine()
    assert quarantine.summary() == "no rows were found"
    quarantine.skip("x.jsonl", "an empty file")
    assert quarantine.summary() == "no rows were found (x.jsonl: an empty file)"
    quarantine.accept("s", 1200)
    assert quarantine.summary() == "1,200 rows read, 1,200 accepted, 0 rejected"
    quarantine.reject_rows("s", "missing model", "line", [1, 2])
    assert quarantine.summary() == "1,202 rows read, 1,200 accepted, 2 rejected (2 × missing model)"
