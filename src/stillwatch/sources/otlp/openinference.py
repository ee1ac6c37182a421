"""Messages in OpenInference attributes, where every list is spelled in the names."""

from __future__ import annotations

from typing import Any

from stillwatch.sources.bodies.fields import at, first_of, mapping, parsed_json
from stillwatch.sources.otlp.indexed import list_under
from stillwatch.sources.otlp.interface import Attributes
from stillwatch.sources.otlp.messages import Messages


def openinference_messages(attributes: Attributes) -> Messages:
    """``llm.input_messages.N``, ``llm.output_messages.N`` and ``llm.tools.N``; without them the plain values."""
    asked = [_message(item) for item in list_under(attributes, "llm.input_messages")]
    answered = [_message(item) for item in list_under(attributes, "llm.output_messages")]
    tools = [parsed_json(at(item, "tool", "json_schema")) for item in list_under(attributes, "llm.tools")]
    if attributes.get("openinference.span.kind") == "LLM":
        asked = asked or _plain(attributes.get("input.value"), "user")
        answered = answered or _plain(attributes.get("output.value"), "assistant")
    return Messages(asked, answered, None, tools or None)


def invocation_parameters(attributes: Attributes) -> Attributes:
    """The request's settings, which stand in one attribute as JSON."""
    return mapping(attributes.get("llm.invocation_parameters"))


def _message(item: Any) -> Any:
    message = mapping(at(item, "message"))
    parts = at(message, "contents")
    content = [_part(part) for part in parts] if isinstance(parts, list) else None
    return {"role": message.get("role"), "content": first_of(message.get("content"), content)}


def _part(item: Any) -> Any:
    part = mapping(at(item, "message_content"))
    return {"type": part.get("type"), "text": part.get("text"), "image": part.get("image")}


def _plain(value: Any, role: str) -> list[Any]:
    """``input.value`` as the one message, unless it is the whole request as JSON."""
    body = parsed_json(value)
    if isinstance(body, dict):
        messages = first_of(body.get("messages"), at(body, "choices"))
        return [at(item, "message") or item for item in messages] if isinstance(messages, list) else []
    return [{"role": role, "content": value}] if isinstance(value, str) else []
