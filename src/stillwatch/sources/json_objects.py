"""The JSON objects of a file, each with its place, and for everything else the reason why it is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from stillwatch.sources.interface import InputFile, Unit
from stillwatch.sources.lines import Block, Fault, blocks, opened
from stillwatch.sources.quarantine import Quarantine


@dataclass(frozen=True, slots=True)
class Line:
    """An object and where it stands: on a line (from 1) or in the file's one array (a row, from 0)."""

    number: int
    value: dict[str, Any]
    size: int
    bytes_done: int
    unit: Unit = "line"


class NotAnObject(str):
    """A reason, ``what: detail``; its own type, so that a JSON string is never taken for one."""

    __slots__ = ()


def records(file: InputFile, quarantine: Quarantine) -> Iterator[Line]:
    """The objects of a JSON Lines file, or of a file that is one JSON document: an object or an array of them."""
    document = whole_document(file)
    if document is None:
        yield from lines(file, quarantine)
        return
    items = document if isinstance(document, list) else [document]
    size = file.size // max(len(items), 1)
    for row, item in enumerate(items):
        if isinstance(item, dict):
            yield Line(row, item, size, file.size, "row")
        else:
            quarantine.reject(file.name, _not_an_object(item), row=row)


def whole_document(file: InputFile) -> list[Any] | dict[str, Any] | None:
    """The array or object that the file is, or None where it is lines or is larger than a line may be."""
    try:
        with opened(file) as (stream, _):
            beginning = stream.read(_PEEK_BYTES)
            if not _may_be_document(beginning):
                return None
            text = beginning + stream.read(file.max_line_bytes)
            if stream.read(1):
                return None
        value = orjson.loads(text.removeprefix(b"\xef\xbb\xbf"))
    except (OSError, EOFError, orjson.JSONDecodeError):
        return None
    return value if isinstance(value, list | dict) else None


def lines(file: InputFile, quarantine: Quarantine) -> Iterator[Line]:
    """The objects of a JSON Lines file; every other line that is not blank is quarantined."""
    for block in blocks(file):
        if isinstance(block, Fault):
            quarantine.reject(file.name, block.reason, line=block.line)
        else:
            yield from lines_of(block, file.name, quarantine)


def lines_of(block: Block, source: str, quarantine: Quarantine) -> Iterator[Line]:
    """The objects of one block."""
    for number, raw in enumerate(block.data.split(b"\n"), start=block.first_line):
        if not raw or raw.isspace():
            continue
        value = parse(raw)
        if isinstance(value, dict):
            yield Line(number, value, len(raw), block.bytes_done)
        else:
            quarantine.reject(source, value, line=number)


def parse(raw: bytes) -> dict[str, Any] | NotAnObject:
    """The object in the text, or why there is none."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        value = _parse_with_nan(raw, error)
    return value if isinstance(value, dict | NotAnObject) else _not_an_object(value)


_PEEK_BYTES: Final = 64 * 1024
_KINDS: Final = {str: "a string", list: "an array", bool: "true or false", type(None): "null"}


def _not_an_object(value: Any) -> NotAnObject:
    return NotAnObject(f"not a JSON object: {_KINDS.get(type(value), 'a number')}")


def _may_be_document(beginning: bytes) -> bool:
    """Whether the file begins an array, or an object that its first line does not finish."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"[":
        return True
    line, newline, _ = text.partition(b"\n")
    return text[:1] == b"{" and bool(newline) and not line.rstrip().endswith(b"}")


def _parse_with_nan(raw: bytes, error: orjson.JSONDecodeError) -> Any:
    """Read what pandas writes: NaN and Infinity are no JSON, but Arrow's reader takes them and so do we."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return NotAnObject(f"not valid UTF-8: byte {wrong.start + 1} of the line")
    if b"NaN" in raw or b"Infinity" in raw:
        try:
            return json.loads(raw)
        except (ValueError, RecursionError):
            pass
    return NotAnObject(f"not valid JSON: {error.msg} at column {error.colno}")
