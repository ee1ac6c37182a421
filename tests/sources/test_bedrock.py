"""Bedrock model invocation logs: every operation and body shape."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

RowOf = Callable[..., dict[str, Any]]


def _line(operation: str, asked: Any, answered: Any, **more: Any) -> dict[str, Any]:
    return {
        "schemaType": "ModelInvocationLog",
        "schemaVersion": "1.0",
        "timestamp": "2026-02-03T04:05:06Z",
        "accountId": "111122223333",
        "identity": {"arn": "arn:aws:sts::111122223333:assumed-role/app/session"},
        "region": "us-east-1",
        "requestId": "req-1",
        "operation": operation,
        "modelId": "anthropic.claude-sonnet-4",
        "input": {
            "inputContentType": "application/json",
            "inputBodyJson": asked,
            "inputTokenCount": 8,
            "cacheReadInputTokenCount": 100,
        },
        "output": {"outputContentType": "application/json", "outputBodyJson": answered, "outputTokenCount": 5},
        "requestMetadata": {"userId": "end-1"},
    } | more


def test_converse(row_of: RowOf) -> None:
    asked = {
        "system": [{"text": "Be brief."}],
        "messages": [
            {"role": "user", "content": [{"text": "See"}, {"image": {"format": "png", "source": {"bytes": "…"}}}]},
        ],
        "inferenceConfig": {"maxTokens": 77, "temperature": 0.4},
        "toolConfig": {"tools": [{"toolSpec": {"name": "look", "inputSchema": {"json": {}}}}]},
    }
    content = [{"reasoningContent": {"reasoningText": {"text": "Hm.", "signature": "s"}}}, {"text": "A dog."}]
    answered = {"output": {"message": {"role": "assistant", "content": content}}, "stopReason": "end_turn"}
    assert row_of(_line("Converse", asked, answered), "bedrock") == {
        "exchange_id": "req-1",
        "started_at": datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
        "account_id": "111122223333",
        "model": "anthropic.claude-sonnet-4",
        "prompt": "See",
        "system": "Be brief.",
        "tools": ["look"],
        "images": 1,
        "turns": 1,
        "response": "A dog.",
        "reasoning": "Hm.",
        "input_tokens": 108,
        "output_tokens": 5,
        "max_tokens": 77,
        "temperature": 0.4,
        "status": 200,
        "route": "bedrock",
        "api_key_id": "arn:aws:sts::111122223333:assumed-role/app/session",
        "end_user_id": "end-1",
    }


def test_a_streamed_invocation_is_put_together(row_of: RowOf) -> None:
    asked = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 10,
        "messages": [{"role": "user", "content": "Count"}],
    }
    events = [
        {"type": "message_start", "message": {"id": "msg_1", "type": "message", "usage": {"input_tokens": 8}}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "one, "}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "two"}},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 5}},
    ]
    row = row_of(_line("InvokeModelWithResponseStream", asked, events), "bedrock")
    assert (row["prompt"], row["response"], row["max_tokens"]) == ("Count", "one, two", 10)


def test_bodies_of_other_models(row_of: RowOf) -> None:
    titan = {"inputText": "Name a colour", "textGenerationConfig": {"maxTokenCount": 20, "temperature": 0.9}}
    row = row_of(_line("InvokeModel", titan, {"results": [{"outputText": "Blue"}]}), "bedrock")
    assert (row["prompt"], row["response"], row["max_tokens"], row["temperature"]) == ("Name a colour", "Blue", 20, 0.9)
    llama = {"prompt": "Name a number", "max_gen_len": 5}
    row = row_of(_line("InvokeModel", llama, {"generation": "Nine"}), "bedrock")
    assert (row["prompt"], row["response"], row["max_tokens"]) == ("Name a number", "Nine", 5)


def test_bodies_kept_elsewhere_leave_a_row_without_text(row_of: RowOf) -> None:
    line = _line("InvokeModel", None, None, errorCode="ThrottlingException", status=429)
    line["input"]["inputBodyS3Path"] = "s3://bucket/key"
    row = row_of(line, "bedrock")
    assert "prompt" not in row
    assert (row["status"], row["input_tokens"]) == (429, 108)
