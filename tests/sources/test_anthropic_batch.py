"""Anthropic message batches, built with Anthropic's own package."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from anthropic.types import Message, TextBlock, Usage
from anthropic.types.messages import (
    MessageBatch,
    MessageBatchExpiredResult,
    MessageBatchIndividualResponse,
    MessageBatchRequestCounts,
    MessageBatchSucceededResult,
)
from anthropic.types.messages.batch_create_params import Request

from stillwatch.sources.quarantine import Quarantine

Read = Callable[..., tuple[pa.Table, Quarantine]]
WriteLines = Callable[..., Path]


def _request(custom_id: str, prompt: str) -> Request:
    return {
        "custom_id": custom_id,
        "params": {
            "model": "claude-haiku-4-5",
            "max_tokens": 100,
            "messages": [{"role": "user", "content": prompt}],
        },
    }


def _succeeded(custom_id: str) -> dict[str, Any]:
    message = Message(
        id=f"msg_{custom_id}",
        type="message",
        role="assistant",
        model="claude-haiku-4-5",
        content=[TextBlock(type="text", text=f"answer {custom_id}")],
        stop_reason="end_turn",
        usage=Usage(input_tokens=3, output_tokens=4),
    )
    result = MessageBatchSucceededResult(type="succeeded", message=message)
    return MessageBatchIndividualResponse(custom_id=custom_id, result=result).model_dump(mode="json")


def _batch() -> dict[str, Any]:
    started = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
    counts = MessageBatchRequestCounts(canceled=0, errored=0, expired=1, processing=0, succeeded=1)
    batch = MessageBatch(
        id="msgbatch_1",
        type="message_batch",
        created_at=started,
        expires_at=started,
        processing_status="ended",
        request_counts=counts,
    )
    return batch.model_dump(mode="json")


def test_results_requests_and_the_batch_object_make_exchanges(
    tmp_path: Path, read: Read, write_lines: WriteLines
) -> None:
    expired = MessageBatchIndividualResponse(custom_id="b", result=MessageBatchExpiredResult(type="expired"))
    write_lines(tmp_path / "requests.jsonl", [_request("a", "ask a"), _request("b", "ask b")])
    write_lines(tmp_path / "batch.json", [{**_batch(), "account_id": "workspace-1"}])
    write_lines(tmp_path / "results.jsonl", [_succeeded("a"), expired.model_dump(mode="json")])
    exchanges, quarantine = read(tmp_path)
    rows = {row["exchange_id"]: row for row in exchanges.to_pylist()}
    assert rows.keys() == {"msg_a", "b"}
    assert (rows["msg_a"]["prompt"], rows["msg_a"]["response"], rows["msg_a"]["output_tokens"]) == (
        "ask a",
        "answer a",
        4,
    )
    assert (rows["b"]["prompt"], rows["b"]["response"], rows["b"]["model"]) == ("ask b", None, "claude-haiku-4-5")
    assert {row["started_at"] for row in rows.values()} == {datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)}
    assert quarantine.rejected == 0


def test_results_alone_say_what_they_lack(tmp_path: Path, read: Read, write_lines: WriteLines) -> None:
    exchanges, quarantine = read(write_lines(tmp_path / "results.jsonl", [_succeeded("a")]))
    assert exchanges.num_rows == 0
    assert [kept.reason for kept in quarantine.kept] == ["missing started_at, account_id"]
