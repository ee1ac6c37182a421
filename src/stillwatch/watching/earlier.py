"""Which exchanges an earlier run took: only hours that come again are looked up, so that a new one costs nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.evidence.log import HOUR
from stillwatch.sources.duplicates import SeenIds
from stillwatch.watching.state import SEGMENTS, State


class Earlier:
    """The ids of exchanges in the hours asked for so far.

    An id that comes again in another hour is not known here: the next look at everything drops it.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._hours: set[int] = set()
        self._segments: set[str] = set()
        self._seen = SeenIds()

    def repeated(self, batch: pa.RecordBatch) -> npt.NDArray[np.bool_]:
        """Which rows of a batch of ``EXCHANGES``, whose ids are unique in this run, were taken before."""
        hours = np.unique(batch["started_at"].cast(pa.int64()).to_numpy() // HOUR).tolist()
        for hour in set(hours) - self._hours:
            self._hours.add(hour)
            for name in set(self._state.ledger.segments_of_hour(hour * HOUR)) - self._segments:
                self._segments.add(name)
                self._load(name)
        if not self._segments:
            return np.zeros(batch.num_rows, dtype=np.bool_)
        return self._seen.add(batch["exchange_id"])

    def _load(self, name: str) -> None:
        for batch in pq.ParquetFile(self._state.of(SEGMENTS, name)).iter_batches(columns=["exchange_id"]):
            self._seen.add(batch["exchange_id"])
