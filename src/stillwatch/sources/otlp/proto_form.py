"""Spans and log records out of OTLP/protobuf export requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from google.protobuf.message import DecodeError
from opentelemetry.proto.logs.v1.logs_pb2 import LogsData
from opentelemetry.proto.trace.v1.trace_pb2 import TracesData

from stillwatch.sources.otlp.interface import Attributes, Event, Signal

_SPAN_ID_BYTES: Final = 8


def signals_in(message: bytes) -> tuple[Signal, ...] | None:
    """Every span and record of one export request, or None where it is no protobuf of either.

    An export request has the same bytes as ``TracesData`` or ``LogsData``, and the two differ only deeper inside,
    so what does not yield spans is read as logs.
    """
    outcome: tuple[Signal, ...] | None = None
    for read in (_spans, _records):
        try:
            outcome = tuple(read(message))
        except DecodeError:
            continue
        if outcome:
            break
    return outcome


def _spans(message: bytes) -> Iterator[Signal]:
    for resource in TracesData.FromString(message).resource_spans:
        shared = _attributes(resource.resource.attributes)
        for scope in resource.scope_spans:
            yield from (_span(span, shared) for span in scope.spans if len(span.span_id) == _SPAN_ID_BYTES)


def _records(message: bytes) -> Iterator[Signal]:
    for resource in LogsData.FromString(message).resource_logs:
        shared = _attributes(resource.resource.attributes)
        for scope in resource.scope_logs:
            yield from (_record(record, shared) for record in scope.log_records)


def _span(span: Any, resource: Attributes) -> Signal:
    events = tuple(Event(event.name, _attributes(event.attributes)) for event in span.events)
    attributes = _attributes(span.attributes)
    return Signal(
        "span", span.trace_id.hex(), span.span_id.hex(), span.start_time_unix_nano, attributes, resource, events
    )


def _record(record: Any, resource: Attributes) -> Signal:
    attributes = _attributes(record.attributes)
    name = record.event_name or attributes.get("event.name")
    event = Event(name if isinstance(name, str) else "", attributes, _value(record.body))
    time = record.time_unix_nano or record.observed_time_unix_nano or None
    return Signal("log", record.trace_id.hex(), record.span_id.hex(), time, attributes, resource, (event,))


def _attributes(pairs: Any) -> Attributes:
    return {pair.key: _value(pair.value) for pair in pairs}


def _value(value: Any) -> Any:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [_value(item) for item in value.array_value.values]
    if kind == "kvlist_value":
        return {pair.key: _value(pair.value) for pair in value.kvlist_value.values}
    if kind is None or kind == "bytes_value":
        return None
    return getattr(value, kind)
