"""Streams put together, built with the providers' packages."""

from __future__ import annotations

from typing import Any

import orjson
from anthropic.types import (
    InputJSONDelta,
    Message,
    MessageDeltaUsage,
    RawContentBlockDeltaEvent,
    RawMessageDeltaEvent,
    RawMessageStartEvent,
    TextDelta,
    ThinkingDelta,
    Usage,
)
from anthropic.types.raw_message_delta_event import Delta
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta

from stillwatch.sources.bodies.chunks import whole_response
from stillwatch.sources.bodies.dispatch import read_bodies


def _anthropic() -> list[dict[str, Any]]:
    message = Message(
        id="msg_1",
        type="message",
        role="assistant",
        model="claude-x",
        content=[],
        usage=Usage(input_tokens=11, output_tokens=1),
    )
    deltas: list[TextDelta | ThinkingDelta | InputJSONDelta] = [
        ThinkingDelta(type="thinking_delta", thinking="hm"),
        TextDelta(type="text_delta", text="one "),
        InputJSONDelta(type="input_json_delta", partial_json='{"a'),
        TextDelta(type="text_delta", text="two"),
    ]
    usage = MessageDeltaUsage.model_construct(output_tokens=20, input_tokens=None)
    end = RawMessageDeltaEvent.model_construct(type="message_delta", delta=Delta(stop_reason="end_turn"), usage=usage)
    return [
        RawMessageStartEvent(type="message_start", message=message).model_dump(mode="json"),
        *(
            RawContentBlockDeltaEvent(type="content_block_delta", index=0, delta=delta).model_dump(mode="json")
            for delta in deltas
        ),
        end.model_dump(mode="json"),
    ]


def _openai() -> list[dict[str, Any]]:
    def chunk(text: str | None, usage: CompletionUsage | None = None) -> dict[str, Any]:
        choices = [] if text is None else [Choice(index=0, delta=ChoiceDelta(content=text))]
        return ChatCompletionChunk(
            id="chatcmpl-1", object="chat.completion.chunk", created=5, model="m", choices=choices, usage=usage
        ).model_dump(mode="json")

    last = CompletionUsage(prompt_tokens=3, completion_tokens=4, total_tokens=7)
    return [chunk("one "), chunk("two"), chunk(None, last)]


def test_anthropic_events() -> None:
    bodies = read_bodies({}, _anthropic())
    assert (bodies.response, bodies.reasoning, bodies.response_id) == ("one two", "hm", "msg_1")
    assert (bodies.input_tokens, bodies.output_tokens) == (11, 20)


def test_chat_chunks() -> None:
    bodies = read_bodies({"messages": []}, _openai())
    assert (bodies.response, bodies.response_id) == ("one two", "chatcmpl-1")
    assert (bodies.input_tokens, bodies.output_tokens) == (3, 4)


def test_server_sent_text() -> None:
    lines = [b"event: x\ndata: " + orjson.dumps(event) for event in _openai()]
    text = b"\n\n".join([*lines, b"data: [DONE]"]).decode()
    assert read_bodies({"messages": []}, text).response == "one two"


def test_converse_events() -> None:
    events = [
        {"contentBlockDelta": {"delta": {"reasoningContent": {"text": "hm"}}}},
        {"contentBlockDelta": {"delta": {"text": "one"}}},
        {"metadata": {"usage": {"inputTokens": 1, "outputTokens": 2}}},
    ]
    bodies = read_bodies({}, events)
    assert (bodies.response, bodies.reasoning, bodies.output_tokens) == ("one", "hm", 2)


def test_what_is_no_stream() -> None:
    assert whole_response([{"generated_text": "x"}, 5]) == {"generated_text": "x"}
    assert whole_response([]) == {}
    assert whole_response("plain") == {}
    assert whole_response('{"a": 1}') == {"a": 1}
    assert whole_response(None) == {}
