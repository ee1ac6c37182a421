"""Messages behind their lengths."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.sources.otlp.framing import Framing, framing_of, messages_in, varint_at

MESSAGE = b"\x0a\x05\x0a\x03abc"


def _varint(number: int) -> bytes:
    digits = b""
    while number > 0x7F:
        digits, number = digits + bytes([number & 0x7F | 0x80]), number >> 7
    return digits + bytes([number])


@given(st.integers(0, 2**35 - 1), st.binary(max_size=3))
def test_varints(number: int, after: bytes) -> None:
    digits = _varint(number)
    assert varint_at(b"x" + digits + after, 1) == (number, 1 + len(digits))


@pytest.mark.parametrize(
    ("head", "framing"),
    [
        (MESSAGE, "bare"),
        (b"\x00\x00\x00\x07" + MESSAGE, "fixed"),
        (b"\x07" + MESSAGE, "varint"),
        (b'{"a": 1}', None),
        (b"", None),
        (b"\n", None),
        (b"\n\n\n\n\n\n", "bare"),
        (b"\x00\x00\x00\x00\x0a", None),
    ],
)
def test_framings(head: bytes, framing: str | None) -> None:
    assert framing_of(head) == framing


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=5), st.sampled_from(["fixed", "varint"]))
def test_messages_come_back(messages: list[bytes], framing: Framing) -> None:
    data = b"".join(
        (len(message).to_bytes(4, "big") if framing == "fixed" else _varint(len(message))) + message
        for message in messages
    )
    assert list(messages_in(io.BytesIO(data), framing, 1000)) == messages
    for cut in range(1, len(messages[-1]) if messages else 0):
        found = list(messages_in(io.BytesIO(data[:-cut]), framing, 1000))
        assert found[:-1] == messages[:-1]
        assert str(found[-1]).startswith("truncated message")


@given(st.binary(max_size=60), st.sampled_from(["bare", "fixed", "varint"]))
def test_noise_ends(data: bytes, framing: Framing) -> None:
    found = list(messages_in(io.BytesIO(data), framing, 20))
    assert all(isinstance(message, bytes) for message in found[:-1])


def test_a_bare_message_is_held_only_up_to_the_limit() -> None:
    assert list(messages_in(io.BytesIO(MESSAGE), "bare", 7)) == [MESSAGE]
    assert list(messages_in(io.BytesIO(MESSAGE), "bare", 6)) == ["message too long: more than 6 bytes"]
