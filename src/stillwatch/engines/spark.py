"""A Spark cluster that is there already: maps run in its Python workers by ``mapInArrow``, relations in its SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Self, TypeVar
from uuid import uuid4

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.storagelevel import StorageLevel

from stillwatch.engines.cluster import FILE_BITS, PLACE, ClusterOptions, Files, Progress
from stillwatch.engines.spark_failures import told
from stillwatch.engines.spark_files import addressed, comparable, decoded
from stillwatch.engines.spark_progress import watched
from stillwatch.engines.spark_session import VIEW, quiet, session_for
from stillwatch.records.errors import UsageError

S = TypeVar("S")
Work = Callable[[S, Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]

_TRUTH: Final = "truth_"


@dataclass(frozen=True, slots=True)
class SparkRows:
    """A data frame: see ``Rows``."""

    frame: DataFrame

    def mapped(self, work: Work[S], shared: S, schema: pa.Schema) -> SparkRows:
        """See ``Rows``; ``shared`` is broadcast."""
        sent = self.frame.sparkSession.sparkContext.broadcast(shared)
        with quiet():
            return SparkRows(self.frame.mapInArrow(partial(_worked, work, sent), from_arrow_schema(schema)))

    def only(self, columns: Sequence[str]) -> SparkRows:
        """See ``Rows``; Spark's reader leaves the others on the disk."""
        return SparkRows(self.frame.select(*(f"`{name}`" for name in columns if name in self.frame.columns)))

    def query(self, sql: str, **numbers: int) -> SparkRows:
        """See ``Rows``.

        The view stays for the session: what is kept of a table is forgotten when any view of it is dropped, which is
        what PySpark does after each query with a table among its arguments.
        """
        view = VIEW + uuid4().hex
        self.frame.createOrReplaceTempView(view)
        return SparkRows(self.frame.sparkSession.sql(sql.format(entries=view, **numbers)))

    def kept(self, progress: Progress) -> Self:
        """See ``Rows``; an executor that is lost takes its parts along, and Spark makes them again."""
        self.frame.persist(StorageLevel.DISK_ONLY)
        with told():
            watched(self.frame.sparkSession.sparkContext, self.frame.count, progress)
        return self

    def forget(self) -> None:
        """See ``Rows``."""
        self.frame.unpersist()

    def table(self) -> pa.Table:
        """See ``Rows``."""
        with told(), quiet():
            return self.frame.toArrow()

    def stream(self) -> Iterator[dict[str, bytes]]:
        """See ``Rows``."""
        with told():
            for row in self.frame.toLocalIterator(prefetchPartitions=True):
                yield row.asDict()


@dataclass(frozen=True, slots=True)
class SparkCluster:
    """A session with a cluster: see ``Cluster``."""

    session: SparkSession

    def read(self, paths: Sequence[str], columns: Sequence[str]) -> Files:
        """See ``Cluster``; Spark's own reader, so that every store for which it has a jar can be read."""
        reader = self.session.read.option("mergeSchema", "true").option("recursiveFileLookup", "true")
        with told():
            frame = reader.parquet(*(addressed(path) for path in paths))
            files = sorted(set(frame.inputFiles()))
        files = _in_order(paths, [file for file in files if not file.rpartition("/")[2].startswith(_TRUTH)])
        if not files:
            raise UsageError(f"no Parquet files in {', '.join(paths)}")
        held = [f"`{name}`" for name in columns if name in frame.columns]
        with told():
            return Files(SparkRows(self._placed(frame, held, files)), tuple(decoded(file) for file in files))

    def _placed(self, frame: DataFrame, held: Sequence[str], files: Sequence[str]) -> DataFrame:
        """The columns ``held``, with the place of each row; one whose file has no number is never left out silently."""
        numbers = self.session.createDataFrame(
            [(comparable(file), number) for number, file in enumerate(files)], "file string, number bigint"
        )
        found = frame.selectExpr(
            *held, "replace(_metadata.file_path, ':///', ':/') AS file", "_metadata.row_index AS row"
        )
        logs = found.filter(~functions.col("file").rlike(f"/{_TRUTH}[^/]*$"))
        unknown = functions.raise_error(
            functions.concat(functions.lit("a file that came later: "), functions.col("file"))
        )
        number = functions.coalesce(functions.col("number"), unknown)
        place = number * functions.lit(1 << FILE_BITS) + functions.col("row")
        return logs.join(functions.broadcast(numbers), "file", "left").select(*held, place.alias(PLACE))


@contextmanager
def connected(options: ClusterOptions) -> Iterator[SparkCluster]:
    """A session with the cluster of ``options``, ended with the block if it was not there before.

    Raises:
        UsageError: there is no Java, no such cluster, or a setting that Spark does not take.
    """
    with session_for(options) as session:
        yield SparkCluster(session)


def _in_order(paths: Sequence[str], files: Sequence[str]) -> list[str]:
    """Files that are named one by one in that order, then the others in that of their names."""
    order = {path: number for number, path in enumerate(paths)}
    return sorted(files, key=lambda file: (order.get(decoded(file), len(order)), file))


def _worked(work: Work[Any], sent: Any, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return work(sent.value, batches)
