"""OTLP/protobuf messages; readings equal those of the JSON form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord, LogsData, ResourceLogs, ScopeLogs
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric, MetricsData, ResourceMetrics, ScopeMetrics
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span, TracesData

from stillwatch.sources.otlp.proto_form import signals_in

ATTRIBUTES = [
    KeyValue(key="text", value=AnyValue(string_value="a")),
    KeyValue(key="whole", value=AnyValue(int_value=5)),
    KeyValue(key="list", value=AnyValue(array_value=ArrayValue(values=[AnyValue(bool_value=True), AnyValue()]))),
    KeyValue(
        key="map",
        value=AnyValue(kvlist_value=KeyValueList(values=[KeyValue(key="k", value=AnyValue(double_value=0.5))])),
    ),
    KeyValue(key="bytes", value=AnyValue(bytes_value=b"x")),
]


def test_spans() -> None:
    span = Span(trace_id=bytes(16), span_id=b"\x01" * 8, start_time_unix_nano=5, attributes=ATTRIBUTES)
    data = TracesData(resource_spans=[ResourceSpans(scope_spans=[ScopeSpans(spans=[span])])])
    signals = signals_in(data.SerializeToString())
    assert signals is not None
    (signal,) = signals
    assert (signal.kind, signal.span_id, signal.time) == ("span", "01" * 8, 5)
    assert signal.attributes == {"text": "a", "whole": 5, "list": [True, None], "map": {"k": 0.5}, "bytes": None}


def test_records_are_not_taken_for_spans() -> None:
    record = LogRecord(time_unix_nano=9, event_name="e", body=AnyValue(string_value="b"), attributes=ATTRIBUTES)
    data = LogsData(resource_logs=[ResourceLogs(scope_logs=[ScopeLogs(log_records=[record])])])
    signals = signals_in(data.SerializeToString())
    assert signals is not None
    assert [(signal.kind, signal.time, signal.events[0].body) for signal in signals] == [("log", 9, "b")]


def test_an_empty_request_is_sound_and_noise_is_not() -> None:
    assert signals_in(b"") == ()
    assert signals_in(b"\xff\xff\xff") is None


def test_metrics_are_no_spans() -> None:
    metrics = ScopeMetrics(metrics=[Metric(name="m")])
    data = MetricsData(resource_metrics=[ResourceMetrics(scope_metrics=[metrics])])
    signals = signals_in(data.SerializeToString())
    assert signals is None or all(signal.kind == "log" for signal in signals)


@given(st.binary(max_size=80))
def test_nothing_breaks_it(message: bytes) -> None:
    signals = signals_in(message)
    assert signals is None or isinstance(signals, tuple)
