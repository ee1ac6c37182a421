"""The beginning of a file, from which its format is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from stillwatch.sources.canonical_parquet import MAGIC, column_names
from stillwatch.sources.interface import InputFile, Sample
from stillwatch.sources.lines import opened

_HEAD_BYTES: Final = 1024 * 1024
_OBJECTS: Final = 20
_LINES: Final = 1000


def sample(file: InputFile) -> Sample:
    """Read at most a mebibyte; a file that cannot be read gives an empty sample."""
    head = _head(file)
    if head.startswith(MAGIC):
        return Sample(file.path, head, columns=column_names(file))
    objects = tuple(_objects(head))
    return Sample(file.path, head, objects, frozenset(key for item in objects for key in item))


def _head(file: InputFile) -> bytes:
    pieces: list[bytes] = []
    held = 0
    try:
        with opened(file) as (stream, _):
            while held < _HEAD_BYTES and (piece := stream.read(min(65536, _HEAD_BYTES - held))):
                pieces.append(piece)
                held += len(piece)
    except (OSError, EOFError):
        pass  # what came before the damage may still be told; the reader will report the damage
    return b"".join(pieces)


def _objects(head: bytes) -> Iterator[Mapping[str, Any]]:
    """The first objects on lines of their own, or those of the one document that the file is."""
    found = 0
    for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:_LINES]:
        value = _loads(line)
        if isinstance(value, dict):
            yield value
            found += 1
        if found == _OBJECTS:
            return
    if not found:
        yield from _document(head)


def _document(head: bytes) -> Iterator[Mapping[str, Any]]:
    value = _loads(head)
    items = value if isinstance(value, list) else [value]
    yield from (item for item in items[:_OBJECTS] if isinstance(item, dict))


def _loads(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
