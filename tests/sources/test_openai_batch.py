"""OpenAI batch files: output lines joined with the input file beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
from openai.types import Batch, BatchRequestCounts
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice

from stillwatch.sources.quarantine import Quarantine

Read = Callable[..., tuple[pa.Table, Quarantine]]
WriteLines = Callable[..., Path]


def _request(custom_id: str, prompt: str) -> dict[str, Any]:
    body = {"model": "gpt-4.1", "user": "customer-1", "messages": [{"role": "user", "content": prompt}]}
    return {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}


def _result(custom_id: str, answer: str) -> dict[str, Any]:
    message = ChatCompletionMessage(role="assistant", content=answer)
    completion = ChatCompletion(
        id=f"chatcmpl-{custom_id}",
        object="chat.completion",
        created=1_776_000_000,
        model="gpt-4.1",
        choices=[Choice(index=0, finish_reason="stop", message=message)],
    )
    body = completion.model_dump(mode="json")
    response = {"status_code": 200, "request_id": f"req-{custom_id}", "body": body}
    return {"id": f"batch_req_{custom_id}", "custom_id": custom_id, "response": response, "error": None}


def _batch(**more: Any) -> dict[str, Any]:
    batch = Batch(
        id="batch_1",
        object="batch",
        endpoint="/v1/chat/completions",
        input_file_id="file-in",
        completion_window="24h",
        status="completed",
        created_at=1_775_990_000,
        request_counts=BatchRequestCounts(completed=2, failed=0, total=2),
    )
    return batch.model_dump(mode="json") | more


def test_results_are_joined_with_the_requests_beside_them(tmp_path: Path, read: Read, write_lines: WriteLines) -> None:
    write_lines(tmp_path / "input.jsonl", [_request("r-2", "two?"), _request("r-1", "one?")])
    write_lines(tmp_path / "output.jsonl", [_result("r-1", "one"), _result("r-2", "two")])
    exchanges, quarantine = read(tmp_path)
    rows = exchanges.select(["exchange_id", "prompt", "response", "account_id", "status"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("batch_req_r-1", "one?", "one", "customer-1", 200),
        ("batch_req_r-2", "two?", "two", "customer-1", 200),
    ]
    assert (quarantine.read, sum(quarantine.skipped.values())) == (2, 2)


def test_the_batch_object_stands_for_what_a_line_lacks(tmp_path: Path, read: Read, write_lines: WriteLines) -> None:
    write_lines(tmp_path / "batch.json", [_batch(account_id="org-of-the-batch")])
    write_lines(tmp_path / "input.jsonl", [_request("r-1", "one?")])
    failed = {"id": "batch_req_9", "custom_id": "r-1", "response": None, "error": {"code": "batch_expired"}}
    exchanges, _ = read(write_lines(tmp_path / "errors.jsonl", [failed]))
    (row,) = exchanges.to_pylist()
    assert (row["account_id"], row["prompt"], row["response"]) == ("org-of-the-batch", "one?", None)
    assert row["started_at"].timestamp() == 1_775_990_000


def test_a_custom_id_of_two_batches_in_one_folder_joins_neither(
    tmp_path: Path, read: Read, write_lines: WriteLines
) -> None:
    write_lines(tmp_path / "a-input.jsonl", [_request("r-1", "of a")])
    write_lines(tmp_path / "b-input.jsonl", [_request("r-1", "of b")])
    line = {**_result("r-1", "?"), "account_id": "a"}
    exchanges, quarantine = read(write_lines(tmp_path / "a-output.jsonl", [line]))
    assert exchanges["prompt"].to_pylist() == [None]
    assert any("same custom_id" in note for _, note in quarantine.skipped)


def test_a_merged_line_needs_no_other_file(tmp_path: Path, read: Read, write_lines: WriteLines) -> None:
    merged = {**_request("r-1", "one?"), **_result("r-1", "one")}
    exchanges, _ = read(write_lines(tmp_path / "merged.jsonl", [merged]))
    assert exchanges["prompt"].to_pylist() == ["one?"]
