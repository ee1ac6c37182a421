"""A streamed response, logged as its list of events or as server-sent text, put together again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stillwatch.sources.bodies.fields import at, kind_of, mapping, objects, parsed_json
from stillwatch.sources.bodies.interface import Json


def whole_response(value: Any) -> Json:
    """The response object, assembled where ``value`` is a stream's events; an empty object where there is none."""
    if isinstance(value, str):
        value = _events_in(value) if value.startswith(("data:", "event:")) else parsed_json(value)
    if isinstance(value, list):
        return _assembled(objects(value))
    return mapping(value)


def _events_in(text: str) -> list[Any]:
    return [parsed_json(line[5:].strip()) for line in text.splitlines() if line.startswith("data:")]


def _assembled(events: list[Json]) -> Json:
    kinds = {kind_of(event) for event in events}
    if kinds & {"response.completed", "response.incomplete", "response.failed"}:
        return mapping(at(events[-1], "response"))
    if "message_start" in kinds or "content_block_delta" in kinds:
        return _message(events)
    if any("contentBlockDelta" in event for event in events):
        return _converse(events)
    if any(isinstance(event.get("choices"), list) for event in events):
        return _completion(events)
    return events[0] if events else {}


def _message(events: list[Json]) -> Json:
    """Anthropic's events: text and thinking deltas joined, usage as last told."""
    start = next((mapping(event.get("message")) for event in events if event.get("type") == "message_start"), {})
    usage = dict(mapping(start.get("usage")))
    for event in events:
        told = mapping(event.get("usage")).items()
        usage.update({name: value for name, value in told if value is not None})
    content = [
        {"type": "thinking", "thinking": _joined(at(event, "delta", "thinking") for event in events)},
        {"type": "text", "text": _joined(at(event, "delta", "text") for event in events)},
    ]
    return {**start, "type": "message", "content": content, "usage": usage}


def _converse(events: list[Json]) -> Json:
    content = [
        {"text": _joined(at(event, "contentBlockDelta", "delta", "text") for event in events)},
        {
            "reasoningContent": {
                "reasoningText": {
                    "text": _joined(
                        at(event, "contentBlockDelta", "delta", "reasoningContent", "text") for event in events
                    )
                }
            }
        },
    ]
    usage = next((at(event, "metadata", "usage") for event in reversed(events) if "metadata" in event), None)
    return {"output": {"message": {"role": "assistant", "content": content}}, "usage": usage}


def _completion(events: list[Json]) -> Json:
    """Chat completion chunks: the deltas of the first choice joined, usage as last told."""
    message = {
        name: _joined(at(event, "choices", 0, "delta", name) for event in events)
        for name in ("content", "reasoning_content", "reasoning", "refusal")
    }
    usage = next((event["usage"] for event in reversed(events) if isinstance(event.get("usage"), Mapping)), None)
    return {**events[0], "choices": [{"message": message}], "usage": usage}


def _joined(pieces: Any) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))
