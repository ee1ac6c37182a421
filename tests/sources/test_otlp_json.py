"""OTLP/JSON files: spans and events of every version of the GenAI conventions, and OpenInference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord, LogsData, ResourceLogs, ScopeLogs
from opentelemetry.proto.resource.v1.resource_pb2 import Resource
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span, TracesData

from stillwatch.sources.quarantine import Quarantine

Read = Callable[..., tuple[pa.Table, Quarantine]]

START = 1_776_000_000_123_456_789
TRACE, SPAN = bytes(range(16)), bytes(range(8))


def any_value(value: Any) -> AnyValue:
    """A Python value as OTLP has it."""
    if isinstance(value, bool):
        return AnyValue(bool_value=value)
    if isinstance(value, int):
        return AnyValue(int_value=value)
    if isinstance(value, float):
        return AnyValue(double_value=value)
    if isinstance(value, list):
        return AnyValue(array_value=ArrayValue(values=[any_value(item) for item in value]))
    if isinstance(value, dict):
        return AnyValue(kvlist_value=KeyValueList(values=pairs(value)))
    return AnyValue(string_value=value)


def pairs(values: dict[str, Any]) -> list[KeyValue]:
    """Attributes."""
    return [KeyValue(key=key, value=any_value(value)) for key, value in values.items()]


def span(attributes: dict[str, Any], *events: Span.Event, number: int = 0) -> Span:
    """A client span of a model call."""
    identity = SPAN[:-1] + bytes([number])
    return Span(
        trace_id=TRACE,
        span_id=identity,
        name="chat m",
        start_time_unix_nano=START,
        end_time_unix_nano=START + 10**9,
        attributes=pairs(attributes),
        events=events,
    )


def traces(*spans: Span, **resource: Any) -> TracesData:
    """An export request of spans."""
    scope = ScopeSpans(spans=spans)
    return TracesData(
        resource_spans=[ResourceSpans(resource=Resource(attributes=pairs(resource)), scope_spans=[scope])]
    )


def logs(*records: LogRecord) -> LogsData:
    """An export request of records."""
    return LogsData(resource_logs=[ResourceLogs(scope_logs=[ScopeLogs(log_records=records)])])


def as_json(request: TracesData | LogsData) -> bytes:
    """The request in OTLP's own JSON: as protobuf's, but ids in hexadecimal."""
    document = MessageToDict(request)
    for resource in document.get("resourceSpans", []) + document.get("resourceLogs", []):
        for scope in resource.get("scopeSpans", []) + resource.get("scopeLogs", []):
            for item in scope.get("spans", []) + scope.get("logRecords", []):
                item.update({"traceId": TRACE.hex(), "spanId": SPAN.hex()} if "spanId" in item else {})
    return orjson.dumps(document)


COMMON = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "m-1",
    "gen_ai.request.max_tokens": 300,
    "gen_ai.request.temperature": 0.5,
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.usage.output_tokens": 34,
    "gen_ai.conversation.id": "c-1",
    "user.id": "u-1",
    "client.address": "192.0.2.3",
    "user_agent.original": "sdk/3",
}
ASKED = [
    {"role": "user", "parts": [{"type": "text", "content": "old"}]},
    {"role": "assistant", "parts": [{"type": "tool_call", "id": "1", "name": "run", "arguments": {}}]},
    {"role": "tool", "parts": [{"type": "tool_call_response", "id": "1", "response": "ok"}]},
    {
        "role": "user",
        "parts": [{"type": "text", "content": "new"}, {"type": "uri", "modality": "image", "uri": "https://a.example"}],
    },
]
ANSWERED = [
    {
        "role": "assistant",
        "finish_reason": "stop",
        "parts": [{"type": "reasoning", "content": "because"}, {"type": "text", "content": "so"}],
    }
]
NEW = {
    "gen_ai.provider.name": "aws.bedrock",
    "gen_ai.input.messages": ASKED,
    "gen_ai.output.messages": ANSWERED,
    "gen_ai.system_instructions": [{"type": "text", "content": "be exact"}],
    "gen_ai.tool.definitions": [{"type": "function", "name": "run", "parameters": {}}],
}
WHOLE = {
    "exchange_id": f"{TRACE.hex()}-{SPAN.hex()}",
    "started_at": datetime(2026, 4, 12, 13, 20, 0, 123_456, tzinfo=UTC),
    "account_id": "u-1",
    "model": "m-1",
    "prompt": "new",
    "system": "be exact",
    "tools": ["run"],
    "images": 1,
    "turns": 2,
    "conversation_id": "c-1",
    "response": "so",
    "reasoning": "because",
    "input_tokens": 12,
    "output_tokens": 34,
    "max_tokens": 300,
    "temperature": 0.5,
    "route": "bedrock",
    "ip": "192.0.2.3",
    "user_agent": "sdk/3",
    "end_user_id": "u-1",
}


def _only(read: Read, folder: Path, *requests: TracesData | LogsData) -> dict[str, Any]:
    path = folder / "telemetry.json"
    path.write_bytes(b"\n".join(as_json(request) for request in requests))
    exchanges, quarantine = read(path)
    assert quarantine.kept == []
    (row,) = exchanges.to_pylist()
    return {name: value for name, value in row.items() if value is not None}


def test_structured_messages_on_the_span(tmp_path: Path, read: Read) -> None:
    assert _only(read, tmp_path, traces(span(COMMON | NEW))) == WHOLE


def test_messages_as_json_text_on_the_span(tmp_path: Path, read: Read) -> None:
    told = {name: orjson.dumps(value).decode() if isinstance(value, list) else value for name, value in NEW.items()}
    assert _only(read, tmp_path, traces(span(COMMON | told))) == WHOLE


def test_messages_in_the_details_event_of_a_log(tmp_path: Path, read: Read) -> None:
    details = LogRecord(
        time_unix_nano=START + 5,
        trace_id=TRACE,
        span_id=SPAN[:-1] + b"\x00",
        event_name="gen_ai.client.inference.operation.details",
        attributes=pairs(NEW),
    )
    bare = span(COMMON)
    for order in ((traces(bare), logs(details)), (logs(details), traces(bare))):
        assert _only(read, tmp_path, *order) == WHOLE


def test_older_events_of_a_span(tmp_path: Path, read: Read) -> None:
    events = [
        Span.Event(name="gen_ai.system.message", attributes=pairs({"content": "be exact"})),
        Span.Event(name="gen_ai.user.message", attributes=pairs({"content": "new"})),
        Span.Event(name="gen_ai.choice", attributes=pairs({"message": '{"role": "assistant", "content": "so"}'})),
    ]
    row = _only(read, tmp_path, traces(span(COMMON | {"gen_ai.system": "az.ai.openai"}, *events)))
    assert (row["system"], row["prompt"], row["response"], row["route"]) == ("be exact", "new", "so", "azure")


def test_older_events_as_records_that_point_at_the_span(tmp_path: Path, read: Read) -> None:
    def record(name: str, body: dict[str, Any]) -> LogRecord:
        named = pairs({"event.name": name})
        return LogRecord(trace_id=TRACE, span_id=SPAN, time_unix_nano=START + 1, attributes=named, body=any_value(body))

    records = logs(
        record("gen_ai.user.message", {"content": "new"}),
        record("gen_ai.choice", {"index": 0, "message": {"role": "assistant", "content": "so"}}),
    )
    row = _only(read, tmp_path, records, traces(span(COMMON)))
    assert (row["prompt"], row["response"], row["started_at"]) == ("new", "so", WHOLE["started_at"])


def test_older_attributes(tmp_path: Path, read: Read) -> None:
    told = {
        "gen_ai.system": "openai",
        "gen_ai.prompt.0.role": "system",
        "gen_ai.prompt.0.content": "be exact",
        "gen_ai.prompt.1.role": "user",
        "gen_ai.prompt.1.content": "new",
        "gen_ai.completion.0.content": "so",
        "llm.request.functions.0.name": "run",
    }
    row = _only(read, tmp_path, traces(span(COMMON | told)))
    assert (row["system"], row["prompt"], row["response"], row["tools"]) == ("be exact", "new", "so", ["run"])


def test_openinference(tmp_path: Path, read: Read) -> None:
    told = {
        "openinference.span.kind": "LLM",
        "llm.model_name": "m-1",
        "llm.provider": "azure",
        "llm.invocation_parameters": '{"max_tokens": 300, "temperature": 0.5}',
        "llm.input_messages.0.message.role": "system",
        "llm.input_messages.0.message.content": "be exact",
        "llm.input_messages.1.message.role": "user",
        "llm.input_messages.1.message.contents.0.message_content.type": "text",
        "llm.input_messages.1.message.contents.0.message_content.text": "new",
        "llm.input_messages.1.message.contents.1.message_content.type": "image",
        "llm.input_messages.1.message.contents.1.message_content.image.image.url": "https://a.example",
        "llm.output_messages.0.message.role": "assistant",
        "llm.output_messages.0.message.content": "so",
        "llm.tools.0.tool.json_schema": '{"type": "function", "function": {"name": "run"}}',
        "llm.token_count.prompt": 12,
        "llm.token_count.completion": 34,
        "session.id": "c-1",
        "user.id": "u-1",
    }
    row = _only(read, tmp_path, traces(span(told)))
    absent = {"reasoning", "ip", "user_agent"}
    assert row == {name: value for name, value in WHOLE.items() if name not in absent} | {"turns": 1, "route": "azure"}


def test_other_spans_are_skipped_and_counted(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "spans.json"
    tool = span({"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "x"}, number=1)
    web = span({"http.route": "/"}, number=2)
    path.write_bytes(as_json(traces(tool, web, span(COMMON | NEW, number=3))) + b'\n{"no": "export"}\n')
    exchanges, quarantine = read(path, format="otlp_json")
    assert exchanges.num_rows == 1
    assert quarantine.skipped.total() == 2
    assert [(kept.line, kept.reason.partition(":")[0]) for kept in quarantine.kept] == [
        (2, "not an OTLP export request")
    ]


def test_one_indented_document_is_a_file_too(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "pretty.json"
    document = orjson.loads(as_json(traces(span(COMMON | NEW))))
    path.write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2))
    exchanges, _ = read(path)
    assert exchanges["prompt"].to_pylist() == ["new"]
