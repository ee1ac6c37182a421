"""Rows of LiteLLM's spend table, built with LiteLLM's own type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
from litellm.proxy._types import SpendLogsPayload

RowOf = Callable[..., dict[str, Any]]


def _row(**more: Any) -> SpendLogsPayload:
    row: dict[str, Any] = {
        "request_id": "req-1",
        "call_type": "acompletion",
        "api_key": "hash-1",
        "spend": 0.001,
        "total_tokens": 30,
        "prompt_tokens": 20,
        "completion_tokens": 10,
        "startTime": "2026-03-04T05:06:07.000Z",
        "endTime": "2026-03-04T05:06:09.000Z",
        "completionStartTime": None,
        "model": "claude-sonnet-4-5",
        "model_id": "m",
        "model_group": "sonnet",
        "api_base": "",
        "user": "default_user_id",
        "metadata": orjson.dumps({"status": "success", "user_agent": "sdk/2"}).decode(),
        "cache_hit": "False",
        "cache_key": "",
        "request_tags": "[]",
        "team_id": "team-1",
        "organization_id": None,
        "end_user": "",
        "requester_ip_address": "192.0.2.9",
        "messages": "{}",
        "response": "{}",
        "proxy_server_request": "{}",
        "session_id": "s-1",
        "status": "success",
    }
    payload: SpendLogsPayload = {**row, **more}
    assert payload.keys() <= SpendLogsPayload.__annotations__.keys()
    return payload


def test_a_row_without_content_still_counts(row_of: RowOf) -> None:
    assert row_of(_row(), "litellm_spendlogs") == {
        "exchange_id": "req-1",
        "started_at": datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
        "account_id": "team-1",
        "model": "sonnet",
        "conversation_id": "s-1",
        "input_tokens": 20,
        "output_tokens": 10,
        "status": 200,
        "route": "gateway",
        "ip": "192.0.2.9",
        "user_agent": "sdk/2",
        "api_key_id": "hash-1",
    }


def test_content_is_read_from_the_proxys_request(row_of: RowOf) -> None:
    request = {"model": "sonnet", "max_tokens": 9, "messages": [{"role": "user", "content": "Hello"}]}
    response = {"choices": [{"message": {"role": "assistant", "content": "Hi"}}]}
    row = row_of(
        _row(
            proxy_server_request=orjson.dumps(request).decode(), response=orjson.dumps(response).decode(), user="user-1"
        ),
        "litellm_spendlogs",
    )
    assert (row["prompt"], row["response"], row["max_tokens"], row["account_id"]) == ("Hello", "Hi", 9, "user-1")


def test_content_is_read_from_the_messages_column(row_of: RowOf) -> None:
    row = row_of(_row(messages=[{"role": "user", "content": "Hello"}]), "litellm_spendlogs")
    assert (row["prompt"], row["turns"]) == ("Hello", 1)
