"""Batch results joined with the requests they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from stillwatch.sources.batch_folder import BatchFolder, beside, is_request, request_in
from stillwatch.sources.bodies.dispatch import read_bodies
from stillwatch.sources.bodies.fields import kind_of
from stillwatch.sources.bodies.interface import Json
from stillwatch.sources.envelope import envelope_of, exchange_of
from stillwatch.sources.exchange import Exchange
from stillwatch.sources.interface import InputFile, Rows
from stillwatch.sources.line_log import read_lines
from stillwatch.sources.quarantine import Quarantine

AMBIGUOUS: Final = "results read without their requests: two batches in this folder use the same custom_id"

_OF_THE_BATCH: Final = frozenset({"id", "status", "model", "metadata"})
"""Fields of the batch object that say nothing of one exchange."""

ResponseOf = Callable[[Json], tuple[Any, Json]]
"""From a result line: the response body, and the envelope fields that the line's nested objects hold."""


def read_batch(file: InputFile, quarantine: Quarantine, response_of: ResponseOf) -> Iterator[Rows]:
    """Exchanges of a results file; a file of requests gives none, since it is read with its results.

    A line may also hold request and result together. Fields of the batch object beside the file stand for those
    that a line lacks: its time, and an ``account_id`` where one was added.
    """
    folder = beside(file)

    def exchanges_of(line: dict[str, Any]) -> Iterator[Exchange]:
        if is_request(line):
            quarantine.skip(file.name, "requests of a batch, which are read with its results")
            return
        if kind_of(line, "custom_id") in folder.ambiguous:
            quarantine.skip(file.name, AMBIGUOUS)
        yield _exchange(line, folder, response_of)

    return read_lines(file, quarantine, exchanges_of)


def _exchange(line: Json, folder: BatchFolder, response_of: ResponseOf) -> Exchange:
    response, told = response_of(line)
    custom_id = kind_of(line, "custom_id")
    request = request_in(line)
    if not request and custom_id not in folder.ambiguous:
        request = folder.requests.get(custom_id, {})
    bodies = read_bodies(request, response)
    batch = {name: value for name, value in folder.batch.items() if name not in _OF_THE_BATCH}
    fallback = {"id": bodies.response_id or custom_id, "timestamp": bodies.created or batch.get("created_at")}
    return exchange_of(envelope_of({**batch, **fallback, **told, **line}), bodies)
