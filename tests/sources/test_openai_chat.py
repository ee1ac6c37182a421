"""Chat Completions exchanges, built with OpenAI's own package."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice
from openai.types.chat.completion_create_params import CompletionCreateParamsNonStreaming
from openai.types.completion_usage import CompletionTokensDetails

RowOf = Callable[..., dict[str, Any]]

REQUEST: CompletionCreateParamsNonStreaming = {
    "model": "gpt-4.1",
    "safety_identifier": "customer-9",
    "max_completion_tokens": 512,
    "temperature": 0.25,
    "messages": [
        {"role": "developer", "content": "Answer in one word."},
        {"role": "user", "content": "Capital of France?"},
        {"role": "assistant", "content": "Paris"},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "And this flag?"},
                {"type": "image_url", "image_url": {"url": "https://example.org/flag.png"}},
            ],
        },
    ],
    "tools": [{"type": "function", "function": {"name": "atlas", "parameters": {}}}],
}


def _completion() -> dict[str, Any]:
    message = ChatCompletionMessage(role="assistant", content="Italy")
    usage = CompletionUsage(
        prompt_tokens=40,
        completion_tokens=12,
        total_tokens=52,
        completion_tokens_details=CompletionTokensDetails(reasoning_tokens=8),
    )
    completion = ChatCompletion(
        id="chatcmpl-1",
        object="chat.completion",
        created=1_776_000_000,
        model="gpt-4.1-2026-01-01",
        choices=[Choice(index=0, finish_reason="stop", message=message)],
        usage=usage,
    )
    return completion.model_dump(mode="json")


def test_every_column_the_line_has_is_read(row_of: RowOf) -> None:
    line = {"org_id": "org-1", "session_id": "s-1", "request": REQUEST, "response": _completion()}
    assert row_of(line, "openai_chat") == {
        "exchange_id": "chatcmpl-1",
        "started_at": datetime(2026, 4, 12, 13, 20, tzinfo=UTC),
        "account_id": "org-1",
        "model": "gpt-4.1",
        "prompt": "And this flag?",
        "system": "Answer in one word.",
        "tools": ["atlas"],
        "images": 1,
        "turns": 2,
        "conversation_id": "s-1",
        "response": "Italy",
        "input_tokens": 40,
        "output_tokens": 12,
        "reasoning_tokens": 8,
        "max_tokens": 512,
        "temperature": 0.25,
        "route": "api",
        "end_user_id": "customer-9",
    }


def test_the_request_may_be_the_line_itself(row_of: RowOf) -> None:
    row = row_of({**REQUEST, "account": "a-1", "response": _completion()}, "openai_chat")
    assert (row["account_id"], row["prompt"], row["response"]) == ("a-1", "And this flag?", "Italy")


def test_bodies_may_be_json_text_under_http_messages(row_of: RowOf) -> None:
    body = ChatCompletion.model_validate(_completion()).model_dump_json()
    line = {"team_id": "t-1", "request": {"body": dict(REQUEST)}, "response": {"body": body}}
    row = row_of(line, "openai_chat")
    assert (row["account_id"], row["response"], row["output_tokens"]) == ("t-1", "Italy", 12)
