"""Anthropic Messages exchanges, built with Anthropic's own package."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from anthropic.types import (
    CacheCreation,
    Message,
    MessageCreateParams,
    TextBlock,
    ThinkingBlock,
    ToolUseBlock,
    Usage,
)

RowOf = Callable[..., dict[str, Any]]

REQUEST: MessageCreateParams = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 2048,
    "system": [{"type": "text", "text": "You grade answers."}, {"type": "text", "text": "Be strict."}],
    "tools": [
        {"name": "lookup", "description": "…", "input_schema": {"type": "object"}},
        {"type": "web_search_20250305", "name": "web_search"},
    ],
    "metadata": {"user_id": "end-user-7"},
    "messages": [
        {"role": "user", "content": "First question"},
        {"role": "assistant", "content": [{"type": "text", "text": "First answer"}]},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What is this?"},
                {"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}},
            ],
        },
        {
            "role": "assistant",
            "content": [{"type": "tool_use", "id": "toolu_1", "name": "lookup", "input": {}}],
        },
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "a cat"}]},
    ],
}


def _message(**more: Any) -> dict[str, Any]:
    usage = Usage(
        input_tokens=20,
        output_tokens=30,
        cache_read_input_tokens=400,
        cache_creation_input_tokens=5,
        cache_creation=CacheCreation(ephemeral_1h_input_tokens=0, ephemeral_5m_input_tokens=5),
    )
    message = Message(
        id="msg_01",
        type="message",
        role="assistant",
        model="claude-sonnet-4-5",
        content=[
            ThinkingBlock(type="thinking", thinking="Whiskers, so a cat.", signature="s"),
            TextBlock(type="text", text="It is a cat."),
            ToolUseBlock(type="tool_use", id="toolu_2", name="lookup", input={}),
        ],
        stop_reason="end_turn",
        usage=usage,
    )
    return message.model_dump(mode="json") | more


def test_every_column_the_line_has_is_read(row_of: RowOf) -> None:
    line = {
        "timestamp": "2026-04-02T03:04:05Z",
        "organization_id": "org_1",
        "api_key_id": "key_1",
        "request": REQUEST,
        "response": _message(),
        "status": 200,
        "client_ip": "192.0.2.7",
        "request_headers": {"User-Agent": "sdk/1.0"},
        "metadata": {"country": "NL"},
    }
    assert row_of(line, "anthropic_messages") == {
        "exchange_id": "msg_01",
        "started_at": datetime(2026, 4, 2, 3, 4, 5, tzinfo=UTC),
        "account_id": "org_1",
        "model": "claude-sonnet-4-5",
        "prompt": "What is this?",
        "system": "You grade answers.\nBe strict.",
        "tools": ["lookup", "web_search"],
        "images": 1,
        "turns": 2,
        "response": "It is a cat.",
        "reasoning": "Whiskers, so a cat.",
        "input_tokens": 425,
        "output_tokens": 30,
        "max_tokens": 2048,
        "status": 200,
        "route": "api",
        "ip": "192.0.2.7",
        "country": "NL",
        "user_agent": "sdk/1.0",
        "api_key_id": "key_1",
        "end_user_id": "end-user-7",
    }


def test_an_error_response_is_an_exchange_without_an_answer(row_of: RowOf) -> None:
    error = {"type": "error", "error": {"type": "rate_limit_error", "message": "slow down"}, "request_id": "req_1"}
    line = {
        "id": "log-1",
        "time": 1_775_000_000,
        "account_id": "a",
        "request": REQUEST,
        "response": error,
        "status": 429,
    }
    row = row_of(line, "anthropic_messages")
    assert row["status"] == 429
    assert row["exchange_id"] == "log-1"
    assert "response" not in row


def test_a_log_that_names_only_the_customers_own_user_takes_it_for_the_account(row_of: RowOf) -> None:
    line = {"timestamp": "2026-04-02T03:04:05Z", "request": REQUEST, "response": _message()}
    assert row_of(line, "anthropic_messages")["account_id"] == "end-user-7"
