"""Results joined with requests, whatever order and files they stand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stillwatch.sources.batch_log import read_batch
from stillwatch.sources.discovery import describe
from stillwatch.sources.quarantine import Quarantine

WriteLines = Callable[..., Path]


def test_a_line_keeps_its_own_number_and_its_own_fields(tmp_path: Path, write_lines: WriteLines) -> None:
    requests = [{"custom_id": name, "params": {"prompt": f"ask {name}"}} for name in "ab"]
    results = [{"custom_id": "b", "account_id": "own"}, b"junk", {"custom_id": "a"}, {"custom_id": "unknown"}]
    write_lines(tmp_path / "requests.jsonl", requests)
    write_lines(tmp_path / "batch.json", [{"object": "batch", "account_id": "the batch's", "id": "batch_1"}])
    file = describe(write_lines(tmp_path / "results.jsonl", results))
    (rows,) = read_batch(file, Quarantine(), lambda line: ({"text": f"say {line['custom_id']}"}, {"status": 200}))
    assert rows.positions.tolist() == [1, 3, 4]
    columns = rows.batch.select(["exchange_id", "account_id", "prompt", "response", "status"]).to_pylist()
    assert [tuple(row.values()) for row in columns] == [
        ("b", "own", "ask b", "say b", 200),
        ("a", "the batch's", "ask a", "say a", 200),
        ("unknown", "the batch's", None, "say unknown", 200),
    ]


def test_a_file_of_requests_is_noted_and_gives_nothing(tmp_path: Path, write_lines: WriteLines) -> None:
    file = describe(write_lines(tmp_path / "requests.jsonl", [{"custom_id": "a", "body": {"input": "x"}}] * 3))
    quarantine = Quarantine()
    assert list(read_batch(file, quarantine, lambda _: (None, {}))) == []
    assert (quarantine.skipped.total(), quarantine.read) == (3, 0)
