"""LiteLLM's StandardLoggingPayload, built with LiteLLM's own types."""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import Any

import orjson
from litellm.types.utils import (
    Choices,
    Message,
    ModelResponse,
    StandardLoggingHiddenParams,
    StandardLoggingMetadata,
    StandardLoggingPayload,
    Usage,
)

RowOf = Callable[..., dict[str, Any]]


def _complete(kind: Any, **values: Any) -> dict[str, Any]:
    """All keys of a TypedDict, None where no value is given, and no key that the type does not know."""
    known = typing.get_type_hints(kind).keys()
    assert values.keys() <= known
    return dict.fromkeys(known) | values


def _payload(**more: Any) -> dict[str, Any]:
    message = Message(content="Yes.", role="assistant", reasoning_content="Both are even.")
    response = ModelResponse(
        id="chatcmpl-1",
        choices=[Choices(index=0, message=message, finish_reason="stop")],
        usage=Usage(prompt_tokens=11, completion_tokens=7, total_tokens=18),
    )
    metadata = _complete(
        StandardLoggingMetadata,
        user_api_key_hash="hash-1",
        user_api_key_user_id="user-1",
        user_api_key_team_id="team-1",
        user_api_key_end_user_id="end-1",
        requester_ip_address="192.0.2.1",
    )
    payload = {
        "id": "call-1",
        "session_id": "session-1",
        "trace_id": "trace-1",
        "call_type": "acompletion",
        "status": "success",
        "startTime": 1_776_000_000.25,
        "endTime": 1_776_000_001.0,
        "model": "gpt-4.1",
        "model_group": "our-gpt",
        "prompt_tokens": 11,
        "completion_tokens": 7,
        "metadata": metadata,
        "user_agent": "curl/8",
        "messages": [{"role": "system", "content": "Short."}, {"role": "user", "content": "Is 2 + 2 even?"}],
        "response": response.model_dump(mode="json"),
        "model_parameters": {
            "temperature": 0.1,
            "max_tokens": 64,
            "tools": [{"type": "function", "function": {"name": "calc"}}],
        },
        "hidden_params": _complete(StandardLoggingHiddenParams, model_id="m"),
    }
    return _complete(StandardLoggingPayload, **(payload | more))


def test_every_column_the_payload_has_is_read(row_of: RowOf) -> None:
    row = row_of(orjson.loads(orjson.dumps(_payload())), "litellm_payload")
    assert row.pop("started_at").timestamp() == 1_776_000_000.25
    assert row == {
        "exchange_id": "call-1",
        "account_id": "user-1",
        "model": "our-gpt",
        "prompt": "Is 2 + 2 even?",
        "system": "Short.",
        "tools": ["calc"],
        "images": 0,
        "turns": 1,
        "conversation_id": "session-1",
        "response": "Yes.",
        "reasoning": "Both are even.",
        "input_tokens": 11,
        "output_tokens": 7,
        "max_tokens": 64,
        "temperature": 0.1,
        "status": 200,
        "route": "gateway",
        "ip": "192.0.2.1",
        "user_agent": "curl/8",
        "api_key_id": "hash-1",
        "end_user_id": "end-1",
    }


def test_redacted_content_is_no_shared_prompt(row_of: RowOf) -> None:
    hidden = _payload(
        messages=[{"role": "user", "content": "redacted-by-litellm"}], response={"text": "redacted-by-litellm"}
    )
    row = row_of(hidden, "litellm_payload")
    assert "prompt" not in row
    assert "response" not in row


def test_a_failure_has_its_error_code(row_of: RowOf) -> None:
    failed = _payload(status="failure", response=None, error_information={"error_code": "429"})
    assert row_of({"standard_logging_object": failed}, "litellm_payload")["status"] == 429
