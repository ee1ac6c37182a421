"""Spans and log records out of OTLP/JSON, as collectors' file exporters and HTTP webhooks write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from stillwatch.sources.bodies.fields import at, first, kind_of, mapping, objects
from stillwatch.sources.otlp.interface import Attributes, Event, Signal

_MAX_DEPTH: Final = 32
_TIMES: Final = (("timeUnixNano", "time_unix_nano"), ("observedTimeUnixNano", "observed_time_unix_nano"))
_SCALARS: Final = ("stringValue", "string_value", "boolValue", "bool_value", "doubleValue", "double_value")


def signals_in(document: Mapping[str, Any]) -> Iterator[Signal]:
    """Every span and record of an export request; names may be camelCase (as specified) or snake_case."""
    for resource in objects(first(document, ("resourceSpans", "resource_spans"))):
        shared = attributes_of(at(resource, "resource", "attributes"))
        for scope in objects(first(resource, ("scopeSpans", "scope_spans", "instrumentationLibrarySpans"))):
            yield from (_span(span, shared) for span in objects(scope.get("spans")))
    for resource in objects(first(document, ("resourceLogs", "resource_logs"))):
        shared = attributes_of(at(resource, "resource", "attributes"))
        for scope in objects(first(resource, ("scopeLogs", "scope_logs"))):
            records = objects(first(scope, ("logRecords", "log_records")))
            yield from (_record(record, shared) for record in records)


def attributes_of(pairs: Any) -> Attributes:
    """A list of ``{key, value}`` as a mapping."""
    return {kind_of(pair, "key"): value_of(pair.get("value")) for pair in objects(pairs)}


def value_of(value: Any, depth: int = 0) -> Any:
    """An AnyValue as a Python value; None where it is malformed or nested too deeply."""
    held = mapping(value)
    if not held or depth > _MAX_DEPTH:
        return None
    whole = first(held, ("intValue", "int_value"))
    if whole is not None:
        return _integer(whole)
    array = first(held, ("arrayValue", "array_value"))
    if array is not None:
        values = at(array, "values")
        return [value_of(item, depth + 1) for item in values] if isinstance(values, list) else []
    pairs = first(held, ("kvlistValue", "kvlist_value"))
    if pairs is not None:
        return {kind_of(pair, "key"): value_of(pair.get("value"), depth + 1) for pair in objects(at(pairs, "values"))}
    return first(held, _SCALARS)


def _integer(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return int(value)
    except ValueError:
        return None


def _span(span: Mapping[str, Any], resource: Attributes) -> Signal:
    events = tuple(
        Event(kind_of(event, "name"), attributes_of(event.get("attributes"))) for event in objects(span.get("events"))
    )
    return Signal(
        "span",
        _id(span, "traceId", "trace_id"),
        _id(span, "spanId", "span_id"),
        first(span, ("startTimeUnixNano", "start_time_unix_nano")),
        attributes_of(span.get("attributes")),
        resource,
        events,
    )


def _record(record: Mapping[str, Any], resource: Attributes) -> Signal:
    attributes = attributes_of(record.get("attributes"))
    named = first(record, ("eventName", "event_name")) or attributes.get("event.name")
    event = Event(named if isinstance(named, str) else "", attributes, value_of(record.get("body")))
    times = [first(record, names) for names in _TIMES]
    return Signal(
        "log",
        _id(record, "traceId", "trace_id"),
        _id(record, "spanId", "span_id"),
        next((time for time in times if time not in (None, 0, "0")), None),
        attributes,
        resource,
        (event,),
    )


def _id(held: Mapping[str, Any], *names: str) -> str:
    return next((kind_of(held, name).lower() for name in names if kind_of(held, name)), "")
