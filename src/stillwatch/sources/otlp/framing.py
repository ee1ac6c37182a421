"""A protobuf file as its messages: one alone, or many, each behind its length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from stillwatch.sources.lines import Readable

Framing = Literal["bare", "fixed", "varint"]

_FIXED: Final = 4
_VARINT_BYTES: Final = 5
_PIECE: Final = 1024 * 1024
_FIRST_FIELD: Final = 0x0A
"""The key byte of field 1, length-delimited, with which every export request begins."""


def framing_of(head: bytes) -> Framing | None:
    """How messages stand in the file: bare, behind 4 bytes big-endian (the collector's file exporter), or a varint."""
    if head[:1] == bytes([_FIRST_FIELD]) and len(head) > 1:
        length, start = varint_at(head, 1)
        # A bare message's first field is a resource, which begins with a length-delimited field of its own.
        if length is not None and (start >= len(head) or head[start] in {0x0A, 0x12}):
            return "bare"
    if len(head) > _FIXED and head[_FIXED] == _FIRST_FIELD and int.from_bytes(head[:_FIXED], "big"):
        return "fixed"
    length, start = varint_at(head, 0)
    return "varint" if length and start < len(head) and head[start] == _FIRST_FIELD else None


def messages_in(stream: Readable, framing: Framing, max_bytes: int) -> Iterator[bytes | str]:
    """Each message's bytes; a reason instead, and the end, where one is cut off or longer than ``max_bytes``."""
    if framing == "bare":
        message = _exactly(stream, max_bytes)
        yield f"message too long: more than {max_bytes} bytes" if stream.read(1) else message
        return
    while (length := _length(stream, framing)) is not None:
        if length > max_bytes:
            yield f"message too long: {length} bytes exceeds {max_bytes}"
            return
        message = _exactly(stream, length)
        if len(message) < length or length < 0:
            yield f"truncated message: {len(message)} of {length} bytes" if length > 0 else "truncated message"
            return
        yield message


def varint_at(data: bytes, start: int) -> tuple[int | None, int]:
    """The base-128 number at ``start`` and the place after it; None where it does not end in time."""
    value = 0
    for index, byte in enumerate(data[start : start + _VARINT_BYTES]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:  # noqa: PLR2004 - the continuation bit
            return value, start + index + 1
    return None, start


def _length(stream: Readable, framing: Framing) -> int | None:
    """Bytes of the next message; None at the end of the file, -1 where the file ends inside the number."""
    if framing == "varint":
        return _varint(stream)
    head = _exactly(stream, _FIXED)
    if not head:
        return None
    return int.from_bytes(head, "big") if len(head) == _FIXED else -1


def _varint(stream: Readable) -> int | None:
    digits = b""
    while len(digits) < _VARINT_BYTES and (byte := stream.read(1)):
        digits += byte
        value, _ = varint_at(digits, 0)
        if value is not None:
            return value
    return -1 if digits else None


def _exactly(stream: Readable, size: int) -> bytes:
    """``size`` bytes, or what there is of them before the end."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(min(size, _PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
