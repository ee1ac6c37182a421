"""OTLP/protobuf files in each framing; the readings equal those of OTLP/JSON."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord, LogsData, ResourceLogs, ScopeLogs
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span

from stillwatch.sources.quarantine import Quarantine

Read = Callable[..., tuple[pa.Table, Quarantine]]


def _pairs(values: dict[str, Any]) -> list[KeyValue]:
    return [
        KeyValue(key=key, value=AnyValue(int_value=value) if isinstance(value, int) else AnyValue(string_value=value))
        for key, value in values.items()
    ]


def _request(number: int) -> bytes:
    told = {
        "gen_ai.request.model": "m-1",
        "gen_ai.usage.input_tokens": number,
        "gen_ai.input.messages": '[{"role": "user", "parts": [{"type": "text", "content": "hello"}]}]',
        "account.id": "a-1",
    }
    span = Span(
        trace_id=bytes(16),
        span_id=number.to_bytes(8, "big"),
        start_time_unix_nano=1_776_000_000_000_000_000,
        attributes=_pairs(told),
    )
    spans = [ResourceSpans(scope_spans=[ScopeSpans(spans=[span])])]
    message: bytes = ExportTraceServiceRequest(resource_spans=spans).SerializeToString()
    return message


def _varint(number: int) -> bytes:
    digits = b""
    while number > 0x7F:
        digits += bytes([number & 0x7F | 0x80])
        number >>= 7
    return digits + bytes([number])


FRAMES: dict[str, Callable[[bytes], bytes]] = {
    "fixed": lambda message: len(message).to_bytes(4, "big") + message,
    "varint": lambda message: _varint(len(message)) + message,
}


@pytest.mark.parametrize("framing", FRAMES)
def test_messages_behind_their_lengths(tmp_path: Path, read: Read, framing: str) -> None:
    path = tmp_path / "traces.binpb"
    path.write_bytes(b"".join(FRAMES[framing](_request(number)) for number in (1, 2, 300)))
    exchanges, quarantine = read(path)
    assert exchanges["input_tokens"].to_pylist() == [1, 2, 300]
    assert exchanges["prompt"].to_pylist() == ["hello"] * 3
    assert quarantine.rejected == 0


def test_one_bare_message_compressed(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "traces"
    path.write_bytes(gzip.compress(_request(7)))
    exchanges, _ = read(path)
    assert exchanges["exchange_id"].to_pylist() == [f"{'0' * 32}-{7:016x}"]


def test_a_file_cut_in_a_message_keeps_what_came_before(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "traces.binpb"
    path.write_bytes(b"".join(FRAMES["fixed"](_request(number)) for number in (1, 2, 3))[:-9])
    exchanges, quarantine = read(path)
    assert exchanges["input_tokens"].to_pylist() == [1, 2]
    assert [(kept.row, kept.reason.partition(":")[0]) for kept in quarantine.kept] == [(2, "truncated message")]


def test_a_message_of_noise_costs_only_itself(tmp_path: Path, read: Read) -> None:
    noise = b"\xff" * 50
    path = tmp_path / "traces.binpb"
    path.write_bytes(b"".join(FRAMES["fixed"](message) for message in (_request(1), noise, _request(3))))
    exchanges, quarantine = read(path)
    assert exchanges["input_tokens"].to_pylist() == [1, 3]
    assert [kept.row for kept in quarantine.kept] == [1]


def test_a_message_longer_than_the_limit_ends_the_file(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "traces.binpb"
    path.write_bytes(FRAMES["fixed"](_request(1)) + (2**31).to_bytes(4, "big") + b"rest")
    exchanges, quarantine = read(path)
    assert exchanges.num_rows == 1
    assert quarantine.kept[0].reason.startswith("message too long: 2147483648 bytes")


def test_records_are_told_from_spans(tmp_path: Path, read: Read) -> None:
    told = {
        "gen_ai.request.model": "m-1",
        "gen_ai.response.id": "resp-1",
        "gen_ai.input.messages": '[{"role": "user", "parts": [{"type": "text", "content": "hello"}]}]',
        "account.id": "a-1",
    }
    record = LogRecord(
        observed_time_unix_nano=1_776_000_000_000_000_000,
        event_name="gen_ai.client.inference.operation.details",
        attributes=_pairs(told),
    )
    data = LogsData(resource_logs=[ResourceLogs(scope_logs=[ScopeLogs(log_records=[record])])])
    path = tmp_path / "logs.binpb"
    path.write_bytes(data.SerializeToString())
    exchanges, quarantine = read(path)
    assert exchanges.select(["exchange_id", "prompt"]).to_pylist() == [{"exchange_id": "resp-1", "prompt": "hello"}]
    assert quarantine.kept == []
