"""Accounts and releases as comma-separated values with a header line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from stillwatch.sources.columns import rows_of_objects
from stillwatch.sources.interface import InputFile, Rows
from stillwatch.sources.lines import Fault, blocks
from stillwatch.sources.quarantine import Quarantine

_ROWS_AT_ONCE: Final = 16_384


def read_csv(file: InputFile, schema: pa.Schema, quarantine: Quarantine) -> Iterator[Rows]:
    """Rows with the line each ends on; empty fields are null. A header without any known column is one rejection."""
    records = csv.reader(_text_lines(file, quarantine))
    try:
        header = [name.strip() for name in next(records, [])]
        if not set(header) & set(schema.names):
            quarantine.reject(file.name, f"none of the columns: {', '.join(schema.names[:4])} …", line=1)
            return
        yield from _in_batches(records, header, file, schema, quarantine)
    except csv.Error as error:
        quarantine.reject(file.name, f"unreadable CSV from here to the end: {error}", line=records.line_num)


def _in_batches(
    records: Iterable[list[str]], header: list[str], file: InputFile, schema: pa.Schema, quarantine: Quarantine
) -> Iterator[Rows]:
    objects: list[dict[str, str | None]] = []
    lines: list[int] = []
    for record in records:
        line = records.line_num  # type: ignore[attr-defined]  # csv.reader has it; Iterator does not
        if not record:
            continue
        if len(record) > len(header):
            quarantine.reject(file.name, f"too many fields: {len(record)}, the header names {len(header)}", line=line)
            continue
        objects.append({name: value or None for name, value in zip(header, record, strict=False)})
        lines.append(line)
        if len(objects) == _ROWS_AT_ONCE:
            yield rows_of_objects(objects, schema, lines, "line", file.size, quarantine)
            objects, lines = [], []
    if objects:
        yield rows_of_objects(objects, schema, lines, "line", file.size, quarantine)


def _text_lines(file: InputFile, quarantine: Quarantine) -> Iterator[str]:
    """Each line as text; one that is no UTF-8 is quarantined and given as an empty line, to keep the numbers."""
    for block in blocks(file):
        if isinstance(block, Fault):
            quarantine.reject(file.name, block.reason, line=block.line)
            yield "\n"
            continue
        for number, raw in enumerate(block.data.splitlines(keepends=True), start=block.first_line):
            try:
                yield raw.decode("utf-8")
            except UnicodeDecodeError:
                quarantine.reject(file.name, "not valid UTF-8", line=number)
                yield "\n"
