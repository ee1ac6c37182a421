"""Messages in GenAI attributes and events, by the names of every version of the conventions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from stillwatch.sources.bodies.fields import first_of, mapping, parsed_json
from stillwatch.sources.otlp.indexed import list_under
from stillwatch.sources.otlp.interface import Attributes, Event

DETAILS: Final = "gen_ai.client.inference.operation.details"
"""The event that carries all messages as attributes (conventions 1.37 and later)."""

_ROLES: Final = {
    "gen_ai.system.message": "system",
    "gen_ai.user.message": "user",
    "gen_ai.assistant.message": "assistant",
    "gen_ai.tool.message": "tool",
}
_CHOICE: Final = "gen_ai.choice"
_WHOLE: Final = {"gen_ai.content.prompt": "gen_ai.prompt", "gen_ai.content.completion": "gen_ai.completion"}


@dataclass(frozen=True, slots=True)
class Messages:
    """Request and response messages as ``{role, content or parts}``, system instructions, and tool definitions."""

    asked: list[Any]
    answered: list[Any]
    system: Any = None
    tools: Any = None

    def __or__(self, other: Messages) -> Messages:
        """These, and the other's where these have none."""
        return Messages(
            self.asked or other.asked,
            self.answered or other.answered,
            first_of(self.system, other.system),
            first_of(self.tools, other.tools),
        )


def is_message(event: Event) -> bool:
    """Whether the event holds a message of a model call."""
    return event.name in _ROLES or event.name in _WHOLE or event.name in {_CHOICE, DETAILS}


def attribute_messages(attributes: Attributes) -> Messages:
    """Messages from 1.37 on (structured or JSON text), or the older ``gen_ai.prompt`` and ``gen_ai.completion``."""
    return Messages(
        _list(attributes.get("gen_ai.input.messages")),
        _list(attributes.get("gen_ai.output.messages")),
        parsed_json(attributes.get("gen_ai.system_instructions")),
        parsed_json(attributes.get("gen_ai.tool.definitions")),
    ) | Messages(
        list_under(attributes, "gen_ai.prompt") or _texts(attributes.get("gen_ai.prompt"), "user"),
        list_under(attributes, "gen_ai.completion") or _texts(attributes.get("gen_ai.completion"), "assistant"),
        None,
        list_under(attributes, "llm.request.functions") or None,
    )


def event_messages(events: Iterable[Event]) -> Messages:
    """Messages of the older events, in their order; the body of a record, or the attributes of a span's event."""
    asked: list[Any] = []
    answered: list[Any] = []
    rest = Messages([], [])
    for event in events:
        body = mapping(event.body) or event.attributes
        if event.name in _ROLES:
            asked.append({"role": _ROLES[event.name], "content": body.get("content")})
        elif event.name == _CHOICE:
            answered.append(_choice(body))
        elif event.name == DETAILS or event.name in _WHOLE:
            rest = rest | attribute_messages({**mapping(event.body), **event.attributes})
    return rest | Messages(asked, answered)


def _choice(body: Attributes) -> Any:
    message = parsed_json(body.get("message"))
    if isinstance(message, dict):
        return message
    return {"role": "assistant", "content": first_of(message, body.get("content"))}


def _list(value: Any) -> list[Any]:
    value = parsed_json(value)
    return value if isinstance(value, list) else []


def _texts(value: Any, role: str) -> list[Any]:
    parsed = parsed_json(value)
    if isinstance(parsed, list):
        return parsed
    if isinstance(parsed, dict):
        return [parsed]
    return [{"role": role, "content": value}] if isinstance(value, str) else []
