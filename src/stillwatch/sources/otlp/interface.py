"""A span or a log record, the same whichever encoding it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Attributes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: on a span, or as a log record of its own; ``body`` is the record's."""

    name: str
    attributes: Attributes
    body: Any = None


@dataclass(frozen=True, slots=True)
class Signal:
    """``kind`` says what it is; a log record is its own single event. Ids are hexadecimal, times epoch nanoseconds."""

    kind: Literal["span", "log"]
    trace_id: str
    span_id: str
    time: Any
    attributes: Attributes
    resource: Attributes
    events: tuple[Event, ...] = field(default=())
