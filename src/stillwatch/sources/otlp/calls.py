"""A model call put together from its span and the records that point at that span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from stillwatch.sources.otlp.interface import Event, Signal
from stillwatch.sources.otlp.messages import DETAILS, is_message

_MAX_PENDING: Final = 10_000
"""Calls that wait for their messages at once; beyond, the older half is taken as it is."""

_INFERENCE: Final = frozenset(
    {"", "chat", "text_completion", "completion", "generate_content", "response", "responses"}
)
_FLAT_PREFIXES: Final = ("gen_ai.", "llm.")


@dataclass(slots=True)
class Call:
    """What is known of one call so far; ``position`` is that of the record which began it."""

    trace_id: str
    span_id: str
    position: int
    time: Any = None
    attributes: dict[str, Any] = field(default_factory=dict)
    resource: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


class Calls:
    """Joins signals by span id within one file; other spans and records are counted in ``unrelated``."""

    def __init__(self) -> None:
        self.unrelated = 0
        self._pending: dict[tuple[str, str, int], Call] = {}

    def add(self, signal: Signal, position: int) -> Iterator[Call]:
        """Take a signal in; gives a span at once where it carries its own messages, else calls that waited too long."""
        if not _is_model_call(signal):
            self.unrelated += 1
            return
        key = (signal.trace_id, signal.span_id, 0) if signal.span_id else ("", "", len(self._pending) + 1)
        call = self._pending.setdefault(key, Call(signal.trace_id, signal.span_id, position))
        _merge(call, signal)
        if signal.kind == "span" and _has_messages(signal):
            yield self._pending.pop(key)
        elif len(self._pending) > _MAX_PENDING:
            for old in list(self._pending)[: _MAX_PENDING // 2]:
                yield self._pending.pop(old)

    def rest(self) -> Iterator[Call]:
        """The calls that still wait, at the end of the file."""
        yield from self._pending.values()
        self._pending = {}


def _merge(call: Call, signal: Signal) -> None:
    if signal.kind == "span" or call.time is None:
        call.time = signal.time
    for name, value in signal.attributes.items():
        call.attributes.setdefault(name, value)
    for event in signal.events:
        if event.name == DETAILS:
            for name, value in event.attributes.items():
                call.attributes.setdefault(name, value)
        if is_message(event):
            call.events.append(event)
    call.resource.update(signal.resource)


def _is_model_call(signal: Signal) -> bool:
    if signal.kind == "log":
        return any(is_message(event) for event in signal.events)
    kind = signal.attributes.get("openinference.span.kind")
    if kind is not None:
        return bool(kind == "LLM")
    operation = signal.attributes.get("gen_ai.operation.name", "")
    named = any(name.startswith(_FLAT_PREFIXES) for name in signal.attributes)
    return named and isinstance(operation, str) and operation in _INFERENCE


def _has_messages(signal: Signal) -> bool:
    marks = ("gen_ai.input.messages", "gen_ai.prompt", "llm.input_messages", "input.value")
    return any(name.startswith(marks) for name in signal.attributes) or any(map(is_message, signal.events))
