"""What lies beside a batch's results: the requests they answer, and the batch object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from stillwatch.sources.bodies.fields import mapping
from stillwatch.sources.bodies.interface import Json
from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import InputFile
from stillwatch.sources.json_objects import lines
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.sampling import sample

_MAX_FILES: Final = 200
_MAX_BYTES: Final = 1024 * 1024 * 1024
"""Requests held at once; the providers allow 256 MB and 200 MB to a batch."""


@dataclass(frozen=True, slots=True)
class BatchFolder:
    """Requests by ``custom_id``, the ids that two different requests claim, and the batch objects' own fields."""

    requests: Mapping[str, Json] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    batch: Json = field(default_factory=dict)


def is_request(line: Json) -> bool:
    """Whether the line is a request of a batch without its result."""
    answered = "result" in line or "response" in line
    return "custom_id" in line and not answered and isinstance(line.get("params", line.get("body")), Mapping)


def request_in(line: Json) -> Json:
    """The body of a request line: ``params`` (Anthropic) or ``body`` (OpenAI)."""
    return mapping(line.get("params")) or mapping(line.get("body"))


def is_batch_object(value: Json) -> bool:
    """Whether this is the provider's own object for a whole batch."""
    return value.get("type") == "message_batch" or value.get("object") == "batch"


def beside(file: InputFile) -> BatchFolder:
    """Read the request files and the batch object in the file's folder; other files there are left alone."""
    requests: dict[str, Json] = {}
    ambiguous: set[str] = set()
    batches: list[Json] = []
    held = 0
    for other in _siblings(file):
        objects = sample(other).objects
        if not objects:
            continue
        if is_batch_object(objects[0]):
            batches.append(objects[0])
        elif is_request(objects[0]) and held + other.size <= _MAX_BYTES:
            held += other.size
            for custom_id, request in _requests(other):
                if requests.setdefault(custom_id, request) != request:
                    ambiguous.add(custom_id)
    return BatchFolder(requests, frozenset(ambiguous), batches[0] if len(batches) == 1 else {})


def _siblings(file: InputFile) -> Iterator[InputFile]:
    names = sorted(path for path in file.path.absolute().parent.iterdir() if path.name[0] not in "._")
    for path in names[:_MAX_FILES]:
        if path.name == file.path.name or path.name.startswith("truth_") or not path.is_file():
            continue
        try:
            yield describe(path)
        except OSError:
            continue  # when it is an input itself, the reading reports it


def _requests(file: InputFile) -> Iterator[tuple[str, Json]]:
    # Its faults are reported where the file is read as an input, once.
    for line in lines(file, Quarantine()):
        custom_id: Any = line.value.get("custom_id")
        if isinstance(custom_id, str) and is_request(line.value):
            yield custom_id, request_in(line.value)
