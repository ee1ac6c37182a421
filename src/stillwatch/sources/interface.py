"""What a log format's reader is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.sources.quarantine import Quarantine

Compression = Literal["gzip", "zstd"]
Unit = Literal["line", "row"]

MAX_ROWS = 65_536
"""No batch is longer."""

MAX_LINE_BYTES = 64 * 1024 * 1024
"""A longer line is quarantined; a batch holds about as many bytes at most."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A regular file to read; ``size`` is its bytes on disk, ``max_line_bytes`` the longest line accepted in it."""

    path: Path
    size: int
    compression: Compression | None = None
    max_line_bytes: int = MAX_LINE_BYTES

    @property
    def name(self) -> str:
        """The path as messages show it: valid Unicode whatever the file system holds."""
        return bytes(self.path).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a file, decompressed, from which its format is recognised.

    ``objects`` are the JSON objects of the first lines (or of the document, where the file is one);
    ``columns`` the column names of a Parquet file, or the keys of those objects.
    """

    path: Path
    head: bytes
    objects: tuple[Mapping[str, Any], ...] = ()
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rows:
    """A batch with exactly the schema asked for, and where each of its rows stands in the file.

    ``positions`` counts lines from 1 or rows from 0, as ``unit`` says. ``unreadable`` marks, by required
    column, the rows whose value was there but could not be understood. ``bytes_done`` are the file's own
    bytes read so far.
    """

    batch: pa.RecordBatch
    positions: npt.NDArray[np.int64]
    unit: Unit
    bytes_done: int
    unreadable: Mapping[str, npt.NDArray[np.bool_]] = field(default_factory=dict)


class Source(Protocol):
    """One log format."""

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""
        ...

    def recognises(self, sample: Sample) -> bool:
        """Whether the file's content is of this format."""
        ...

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """Rows with the schema ``EXCHANGES``, unchecked; what cannot be made a row goes to ``quarantine``."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is: bytes on disk, and rows accepted."""

    bytes_done: int
    bytes_total: int
    rows: int


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``format`` names the source of every file; with a ``pseudonym_key``, identifiers become keyed hashes."""

    format: str | None = None
    pseudonym_key: bytes | None = None
    progress: Callable[[Progress], None] | None = None
