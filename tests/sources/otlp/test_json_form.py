"""OTLP/JSON of every spelling, sound and broken."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.sources.otlp.json_form import attributes_of, signals_in, value_of

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "resourceSpans",
                    "scopeSpans",
                    "spans",
                    "resourceLogs",
                    "scopeLogs",
                    "logRecords",
                    "attributes",
                    "key",
                    "value",
                    "stringValue",
                    "intValue",
                    "arrayValue",
                    "kvlistValue",
                    "values",
                    "events",
                    "body",
                    "spanId",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


def test_values() -> None:
    assert value_of({"intValue": "12"}) == value_of({"int_value": 12}) == 12
    assert value_of({"intValue": "12x"}) is None
    assert value_of({"boolValue": False}) is False
    assert value_of({"arrayValue": {"values": [{"stringValue": "a"}, {}]}}) == ["a", None]
    pairs = {"values": [{"key": "k", "value": {"doubleValue": 0.5}}]}
    assert value_of({"kvlistValue": pairs}) == {"k": 0.5}
    assert attributes_of([{"key": "a", "value": {"stringValue": "b"}}, {"key": 5}]) == {"a": "b", "": None}


def test_spans_of_either_spelling_share_their_resources_attributes() -> None:
    span = {"traceId": "AB", "spanId": "CD", "startTimeUnixNano": "5", "events": [{"name": "e"}]}
    snake = {"trace_id": "ab", "span_id": "cd", "start_time_unix_nano": "5", "events": [{"name": "e"}]}
    shared = {"attributes": [{"key": "r", "value": {"intValue": 1}}]}
    first = list(signals_in({"resourceSpans": [{"resource": shared, "scopeSpans": [{"spans": [span]}]}]}))
    second = list(signals_in({"resource_spans": [{"resource": shared, "scope_spans": [{"spans": [snake]}]}]}))
    assert first == second
    assert (first[0].trace_id, first[0].span_id, first[0].resource) == ("ab", "cd", {"r": 1})


def test_a_record_without_its_own_time_has_that_of_its_observation() -> None:
    record = {"timeUnixNano": "0", "observedTimeUnixNano": "7", "eventName": "e", "body": {"stringValue": "b"}}
    (signal,) = signals_in({"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]})
    assert (signal.time, signal.events[0].name, signal.events[0].body) == ("7", "e", "b")


@given(ANYTHING)
def test_nothing_breaks_it(document: Any) -> None:
    if isinstance(document, dict):
        assert all(isinstance(signal.span_id, str) for signal in signals_in(document))


def test_nesting_without_end_is_left() -> None:
    value: dict[str, Any] = {"stringValue": "deep"}
    for _ in range(500):
        value = {"arrayValue": {"values": [value]}}
    found = value_of(value)
    while isinstance(found, list):
        found = found[0]
    assert found is None
