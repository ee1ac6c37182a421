"""Logs of one exchange or more per record, batched for any format that can read a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from stillwatch.sources.exchange import Exchange, rows_of_exchanges
from stillwatch.sources.interface import InputFile, Rows, Unit
from stillwatch.sources.json_objects import records
from stillwatch.sources.quarantine import Quarantine

_BATCH_ROWS: Final = 8192
_BATCH_BYTES: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """An exchange, the position of its record, that record's bytes, and how far the file is read."""

    exchange: Exchange
    position: int
    unit: Unit
    size: int
    bytes_done: int


def read_lines(
    file: InputFile, quarantine: Quarantine, exchanges_of: Callable[[dict[str, Any]], Iterable[Exchange]]
) -> Iterator[Rows]:
    """Batches of the exchanges that ``exchanges_of`` finds in each object, each at its line's number."""
    return batched(
        (
            Found(exchange, line.number, line.unit, line.size, line.bytes_done)
            for line in records(file, quarantine)
            for exchange in exchanges_of(line.value)
        ),
        quarantine,
    )


def batched(found: Iterable[Found], quarantine: Quarantine) -> Iterator[Rows]:
    """Batches of bounded rows and bytes; all records of a file have one unit."""
    held: list[Found] = []
    size = 0
    for item in found:
        held.append(item)
        size += item.size
        if len(held) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            yield _rows(held, quarantine)
            held, size = [], 0
    if held:
        yield _rows(held, quarantine)


def _rows(held: list[Found], quarantine: Quarantine) -> Rows:
    exchanges, positions = [item.exchange for item in held], [item.position for item in held]
    return rows_of_exchanges(exchanges, positions, held[-1].unit, held[-1].bytes_done, quarantine)
