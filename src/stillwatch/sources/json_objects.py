"""One line of a log as a JSON object, or the reason why it is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from stillwatch.sources.interface import InputFile
from stillwatch.sources.lines import Block, Fault, blocks
from stillwatch.sources.quarantine import Quarantine


@dataclass(frozen=True, slots=True)
class Line:
    """An object and where it stands; ``size`` is the line's bytes."""

    number: int
    value: dict[str, Any]
    size: int
    bytes_done: int


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


def parse(raw: bytes) -> dict[str, Any] | str:
    """The object in the text, or why there is none: ``what: detail``."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        value = _parse_with_nan(raw, error)
    if isinstance(value, dict):
        return value
    return value if isinstance(value, _Fault) else f"not a JSON object: {_KINDS.get(type(value), 'a number')}"


class _Fault(str):
    """A reason, told apart from a JSON string."""

    __slots__ = ()


def _parse_with_nan(raw: bytes, error: orjson.JSONDecodeError) -> Any:
    """Read what pandas writes: NaN and Infinity are no JSON, but Arrow's reader takes them and so do we."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return _Fault(f"not valid UTF-8: byte {wrong.start + 1} of the line")
    if b"NaN" in raw or b"Infinity" in raw:
        try:
            return json.loads(raw)
        except (ValueError, RecursionError):
            pass
    return _Fault(f"not valid JSON: {error.msg} at column {error.colno}")


_KINDS = {str: "a string", list: "an array", bool: "true or false", type(None): "null"}
