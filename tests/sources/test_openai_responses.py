"""Responses exchanges, built with OpenAI's own package."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from openai.types.responses import (
    Response,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseReasoningItem,
    ResponseUsage,
)
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming
from openai.types.responses.response_reasoning_item import Summary
from openai.types.responses.response_usage import InputTokensDetails, OutputTokensDetails

RowOf = Callable[..., dict[str, Any]]

REQUEST: ResponseCreateParamsNonStreaming = {
    "model": "gpt-5",
    "instructions": "Think first.",
    "max_output_tokens": 900,
    "input": [
        {"role": "user", "content": "Old question"},
        {"type": "function_call", "call_id": "c", "name": "run", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "c", "output": "42"},
        {
            "role": "user",
            "content": [
                {"type": "input_text", "text": "New question"},
                {"type": "input_image", "detail": "auto", "image_url": "https://example.org/x.png"},
            ],
        },
    ],
    "tools": [
        {"type": "function", "name": "run", "parameters": {}, "strict": True},
        {"type": "web_search"},
    ],
    "conversation": {"id": "conv_1"},
}


def _response() -> Response:
    return Response(
        id="resp_1",
        created_at=1_776_000_000.5,
        model="gpt-5",
        object="response",
        output=[
            ResponseReasoningItem(
                id="rs_1", type="reasoning", summary=[Summary(type="summary_text", text="Weighed both.")]
            ),
            ResponseOutputMessage(
                id="msg_1",
                type="message",
                role="assistant",
                status="completed",
                content=[ResponseOutputText(type="output_text", text="The second.", annotations=[])],
            ),
        ],
        parallel_tool_calls=True,
        tool_choice="auto",
        tools=[],
        usage=ResponseUsage(
            input_tokens=70,
            input_tokens_details=InputTokensDetails.model_construct(cached_tokens=0),
            output_tokens=33,
            output_tokens_details=OutputTokensDetails(reasoning_tokens=21),
            total_tokens=103,
        ),
    )


def test_every_column_the_line_has_is_read(row_of: RowOf) -> None:
    line = {"account_id": "a-1", "request": REQUEST, "response": _response().model_dump(mode="json")}
    assert row_of(line, "openai_responses") == {
        "exchange_id": "resp_1",
        "started_at": datetime(2026, 4, 12, 13, 20, 0, 500_000, tzinfo=UTC),
        "account_id": "a-1",
        "model": "gpt-5",
        "prompt": "New question",
        "system": "Think first.",
        "tools": ["run", "web_search"],
        "images": 1,
        "turns": 2,
        "conversation_id": "conv_1",
        "response": "The second.",
        "reasoning": "Weighed both.",
        "input_tokens": 70,
        "output_tokens": 33,
        "reasoning_tokens": 21,
        "max_tokens": 900,
        "route": "api",
    }


def test_a_text_input_is_one_user_turn(row_of: RowOf) -> None:
    line = {
        "account_id": "a-1",
        "request": {"model": "gpt-5", "input": "Just this"},
        "response": _response().model_dump(mode="json"),
    }
    row = row_of(line, "openai_responses")
    assert (row["prompt"], row["turns"]) == ("Just this", 1)


def test_a_logged_stream_is_read_from_its_last_event(row_of: RowOf) -> None:
    done = {"type": "response.completed", "sequence_number": 9, "response": _response().model_dump(mode="json")}
    events = [{"type": "response.output_text.delta", "delta": "The "}, done]
    row = row_of({"account_id": "a-1", "request": REQUEST, "response": events}, "openai_responses")
    assert (row["response"], row["exchange_id"]) == ("The second.", "resp_1")
