"""The contract's exchanges as JSON Lines: Arrow's JSON reader, and line by line where that fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.json as pj

from stillwatch.records.tables import EXCHANGES, TIMESTAMP
from stillwatch.sources.columns import rows_of_batch, rows_of_objects
from stillwatch.sources.interface import MAX_ROWS, InputFile, Rows, Sample
from stillwatch.sources.json_objects import Line, lines_of, records, whole_document
from stillwatch.sources.lines import Block, Fault, blocks
from stillwatch.sources.quarantine import Quarantine

_NEWLINE: Final = ord("\n")


class CanonicalJsonl:
    """JSON Lines with the contract's column names."""

    name = "canonical_jsonl"

    def recognises(self, sample: Sample) -> bool:
        """Objects that spell the contract's own column names: the id, or the time beside the account."""
        named = "exchange_id" in sample.columns or {"started_at", "account_id"} <= sample.columns
        return named and not any(isinstance(item.get("request"), Mapping) for item in sample.objects)

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """A batch or more per block of lines."""
        return read_jsonl(file, EXCHANGES, quarantine)


def read_jsonl(file: InputFile, schema: pa.Schema, quarantine: Quarantine) -> Iterator[Rows]:
    """JSON Lines of any of the contract's tables."""
    if whole_document(file) is not None:
        yield from _rows_of_lines(list(records(file, quarantine)), schema, quarantine)
        return
    numeric_times: frozenset[str] = frozenset()
    for block in blocks(file):
        if isinstance(block, Fault):
            quarantine.reject(file.name, block.reason, line=block.line)
            continue
        batch = _parse_at_once(block, schema, numeric_times)
        if batch is not None:
            yield from _rows_at_once(batch, block, schema, quarantine)
        else:
            objects = list(lines_of(block, file.name, quarantine))
            numeric_times = _numeric_times([line.value for line in objects[:1]], schema)
            yield from _rows_of_lines(objects, schema, quarantine)


def _rows_of_lines(lines: list[Line], schema: pa.Schema, quarantine: Quarantine) -> Iterator[Rows]:
    for start in range(0, len(lines), MAX_ROWS):
        piece = lines[start : start + MAX_ROWS]
        values, numbers = [line.value for line in piece], [line.number for line in piece]
        yield rows_of_objects(values, schema, numbers, piece[0].unit, piece[-1].bytes_done, quarantine)


def _rows_at_once(batch: pa.RecordBatch, block: Block, schema: pa.Schema, quarantine: Quarantine) -> Iterator[Rows]:
    numbers = np.arange(block.first_line, block.first_line + batch.num_rows, dtype=np.int64)
    for start in range(0, batch.num_rows, MAX_ROWS):
        piece = batch.slice(start, MAX_ROWS)
        where = numbers[start : start + MAX_ROWS]
        yield rows_of_batch(piece, schema, where, "line", block.bytes_done, quarantine)


def _parse_at_once(block: Block, schema: pa.Schema, numeric_times: frozenset[str]) -> pa.RecordBatch | None:
    """The block through Arrow, or None where some line of it needs a closer look."""
    rows = _object_lines(block.data)
    if not rows or not _is_utf8(block.data):
        return None
    fields = [pa.field(field.name, _parsed_as(field, numeric_times)) for field in schema]
    try:
        table = pj.read_json(
            pa.BufferReader(block.data),
            read_options=pj.ReadOptions(use_threads=False, block_size=len(block.data) + 1),
            parse_options=pj.ParseOptions(explicit_schema=pa.schema(fields), unexpected_field_behavior="ignore"),
        )
    except pa.ArrowInvalid:
        return None
    return table.combine_chunks().to_batches()[0] if table.num_rows == rows else None


def _object_lines(data: bytes) -> int:
    """How many lines there are, if each begins and ends as an object does; else 0.

    Arrow's reader neither counts lines nor takes hostile input well: a first line ``null`` crashes it, blank
    lines vanish, several values on a line become several rows. Such blocks are read line by line.
    """
    raw = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(raw == _NEWLINE)
    if not len(ends) or ends[-1] != len(raw) - 1:
        ends = np.append(ends, len(raw))
    starts = np.concatenate(([0], ends[:-1] + 1))
    if (ends - starts < len(b"{}")).any():
        return 0
    lasts = raw[ends - 1]
    if (lasts == ord("\r")).any():
        lasts = raw[np.where(lasts == ord("\r"), ends - 2, ends - 1)]
    bounded = (raw[starts] == ord("{")).all() and (lasts == ord("}")).all()
    return len(ends) if bounded else 0


def _is_utf8(data: bytes) -> bool:
    offsets = pa.array([0, len(data)], pa.int32()).buffers()[1]
    whole = pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(data)])
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _parsed_as(field: pa.Field, numeric_times: frozenset[str]) -> pa.DataType:
    if field.type == TIMESTAMP:
        return pa.float64() if field.name in numeric_times else pa.string()
    return field.type


def _numeric_times(objects: list[Mapping[str, Any]], schema: pa.Schema) -> frozenset[str]:
    """Time columns that the log writes as epoch numbers, so that the next block can go at once."""
    times = [field.name for field in schema if field.type == TIMESTAMP]
    return frozenset(name for item in objects for name in times if isinstance(item.get(name), int | float))
