"""Arbitrary bytes and arbitrary JSON through every reader: nothing stops it, every row is counted, good rows get in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.registry import format_names

Read = Callable[..., tuple[pa.Table, Quarantine]]
Exchange = Callable[..., dict[str, Any]]

KEYS = (
    *("exchange_id", "started_at", "account_id", "model", "prompt", "system", "tools", "images", "turns", "response"),
    *("reasoning", "input_tokens", "temperature", "status", "ip", "weight", "request", "messages", "role", "content"),
    *("type", "text", "usage", "metadata", "choices", "message", "output", "input", "custom_id", "params", "result"),
    *("body", "method", "url", "id", "error", "created", "created_at", "call_type", "startTime", "model_parameters"),
    *("hidden_params", "request_id", "spend", "schemaType", "inputBodyJson", "outputBodyJson", "requestMetadata"),
    *("resourceSpans", "scopeSpans", "spans", "attributes", "key", "value", "stringValue", "intValue", "arrayValue"),
    *("values", "events", "name", "kvlistValue", "resourceLogs", "scopeLogs", "logRecords", "eventName", "traceId"),
    *("spanId", "startTimeUnixNano", "function", "toolSpec", "headers", "request_headers", "x-forwarded-for", "parts"),
)
WORDS = (
    *("message", "user", "assistant", "system", "text", "image", "tool_use", "ModelInvocationLog", "succeeded", "chat"),
    *("gen_ai.request.model", "gen_ai.input.messages", "llm.input_messages.0.message.content", "gen_ai.prompt.0.role"),
    *("openinference.span.kind", "LLM", "gen_ai.choice", "2026-01-01T00:00:00Z", "1776000000", "[]", "{}", '{"a":[1]}'),
    *("response.completed", "content_block_delta", "data: {}", "[{}]", "gen_ai.client.inference.operation.details"),
)

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(st.characters(codec="utf-8"), max_size=12)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10)
# Bytes that mean something to some reader come up more often than chance would have them.
NOISE = st.lists(
    st.binary(max_size=12)
    | st.sampled_from(
        [
            *(
                b"\n",
                b"\r\n",
                b"{",
                b"}",
                b"null",
                b"[",
                b'{"exchange_id":',
                b"PAR1",
                b"\x1f\x8b\x08",
                b"\x28\xb5\x2f\xfd",
            ),
            *(b"\x0a", b"\x00\x00\x00\x05", b"gen_ai.", b"\xff", b"\xef\xbb\xbf", b"NaN", b"\x00", b'"\\ud800"'),
        ]
    ),
    max_size=12,
).map(b"".join)
LINES = OBJECTS.map(orjson.dumps) | NOISE.map(lambda noise: noise.replace(b"\n", b" "))

QUIET = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _in_a_file(data: bytes, read: Read, **options: Any) -> tuple[pa.Table, Quarantine]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "log")
        path.write_bytes(data)
        return read(path, **options)


@QUIET
@given(data=NOISE)
@pytest.mark.parametrize("name", [None, *format_names()])
def test_no_bytes_stop_a_reader(read: Read, name: str | None, data: bytes) -> None:
    _, quarantine = _in_a_file(data, read, format=name)
    assert quarantine.read or quarantine.skipped or not data.strip(b"\xef\xbb\xbf").split()


@QUIET
@given(rows=st.lists(OBJECTS, min_size=1, max_size=5))
@pytest.mark.parametrize("name", [None, *format_names()])
def test_no_json_stops_a_reader(read: Read, name: str | None, rows: list[dict[str, Any]]) -> None:
    _, quarantine = _in_a_file(b"\n".join(map(orjson.dumps, rows)), read, format=name)
    assert quarantine.read or quarantine.skipped


@QUIET
@given(lines=st.lists(LINES, max_size=6), place=st.integers(0, 6))
def test_a_good_row_gets_in_whatever_stands_around_it(
    read: Read, exchange: Exchange, lines: list[bytes], place: int
) -> None:
    good = exchange(7, exchange_id="the good one")
    # The first line is plain text, so that no compressed file begins here.
    around = [b"{}", *lines[:place], orjson.dumps(good), *lines[place:]]
    exchanges, quarantine = _in_a_file(b"\n".join(around), read, format="canonical_jsonl")
    assert "the good one" in exchanges["exchange_id"].to_pylist()
    assert quarantine.read == sum(bool(line) and not line.isspace() for line in around)


@QUIET
@given(lines=st.lists(LINES, max_size=5))
@pytest.mark.parametrize(
    "name", ["anthropic_messages", "openai_chat", "openai_responses", "bedrock", "litellm_payload"]
)
def test_each_line_of_a_vendors_log_is_one_row(read: Read, name: str, lines: list[bytes]) -> None:
    lines = [b"{}", *lines]
    _, quarantine = _in_a_file(b"\n".join(lines), read, format=name)
    assert quarantine.read == sum(bool(line) and not line.isspace() for line in lines)
