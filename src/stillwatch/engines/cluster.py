"""What a scan asks of machines beside its own: tables that lie there in parts, maps over them, and relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, Self, TypeVar

import pyarrow as pa

S = TypeVar("S")

Progress = Callable[[float, float | None], None]
"""Told of work under way: tasks done, and tasks in all or None where that is not known yet."""

PLACE: Final = "place"
"""The column that ``Cluster.read`` adds: the number of the file, and of the row in it."""
FILE_BITS: Final = 40
"""A place is the file's number times two to this power, plus the row's number, both from 0."""


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """Which cluster: ``master`` as its engine spells it, and ``settings`` that are handed to it by name."""

    master: str
    settings: Mapping[str, str] = field(default_factory=dict)


class Rows(Protocol):
    """A table that lies in parts on the cluster's machines; neither its parts nor their rows have an order."""

    def mapped(
        self, work: Callable[[S, Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]], shared: S, schema: pa.Schema
    ) -> Rows:
        """What ``work`` makes of each part, there where the part is, given ``shared``, which is sent to every machine.

        ``work`` is a function of a module that the machines have installed. ``schema`` has signed numbers, strings,
        bytes and lists of them.
        """
        ...

    def only(self, columns: Sequence[str]) -> Rows:
        """Those of ``columns`` that there are."""
        ...

    def query(self, sql: str, **numbers: int) -> Rows:
        """The rows of a query; where it has ``{entries}`` it means this table, and a number where it has its name.

        It is written in what the SQL of DuckDB and of Spark have in common.
        """
        ...

    def kept(self, progress: Progress) -> Self:
        """The same, made now and kept on the machines' disks for what follows."""
        ...

    def forget(self) -> None:
        """Let go what was kept."""
        ...

    def table(self) -> pa.Table:
        """All rows on this machine, at once."""
        ...

    def stream(self) -> Iterator[dict[str, bytes]]:
        """All rows on this machine, one by one and as many at a time as a part has: for columns of bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Files:
    """Rows of Parquet files with their ``PLACE``, and the files by number."""

    rows: Rows
    names: tuple[str, ...]


class Cluster(Protocol):
    """Machines that are given work."""

    def read(self, paths: Sequence[str], columns: Sequence[str]) -> Files:
        """Those of ``columns`` that Parquet files have; paths with a scheme are read as they are, others as files.

        Files named ``paths`` keep that order; those of a folder or a pattern are in the order of their names.

        Raises:
            UsageError: there are none, or the cluster cannot reach them.
        """
        ...
