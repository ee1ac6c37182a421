"""What is read beside a batch's results, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stillwatch.sources.batch_folder import beside, is_batch_object, is_request, request_in
from stillwatch.sources.discovery import describe

WriteLines = Callable[..., Path]


def test_requests_of_either_provider() -> None:
    anthropic, openai = {"custom_id": "a", "params": {"model": "m"}}, {"custom_id": "a", "body": {"model": "m"}}
    assert is_request(anthropic)
    assert is_request(openai)
    assert request_in(anthropic) == request_in(openai) == {"model": "m"}
    assert not is_request({**anthropic, "result": None})
    assert not is_request({"params": {}})


def test_batch_objects_of_either_provider() -> None:
    assert is_batch_object({"type": "message_batch"})
    assert is_batch_object({"object": "batch"})
    assert not is_batch_object({"type": "message"})


def test_only_requests_and_one_batch_object_are_taken(tmp_path: Path, write_lines: WriteLines) -> None:
    write_lines(tmp_path / "requests.jsonl", [{"custom_id": "a", "params": {"n": 1}}, b"junk"])
    write_lines(tmp_path / "truth_requests.jsonl", [{"custom_id": "b", "params": {"n": 2}}])
    write_lines(tmp_path / ".hidden.jsonl", [{"custom_id": "c", "params": {"n": 3}}])
    write_lines(tmp_path / "batch.json", [{"object": "batch", "created_at": 5}])
    (tmp_path / "notes.txt").write_text("nothing")
    folder = beside(describe(write_lines(tmp_path / "results.jsonl", [{"custom_id": "a", "result": {}}])))
    assert folder.requests == {"a": {"n": 1}}
    assert folder.batch == {"object": "batch", "created_at": 5}
    assert folder.ambiguous == frozenset()


def test_two_batch_objects_speak_for_none(tmp_path: Path, write_lines: WriteLines) -> None:
    for number in (1, 2):
        write_lines(tmp_path / f"batch-{number}.json", [{"object": "batch", "created_at": number}])
    assert beside(describe(write_lines(tmp_path / "results.jsonl", [{}]))).batch == {}
