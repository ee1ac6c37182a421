"""Batches of exchanges become traits while the next are read; text is forgotten on the way."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

from stillwatch.findings.excerpts import Excerpts, sampled
from stillwatch.fingerprints.keys import value_keys
from stillwatch.fingerprints.traits import TRAITS, fingerprint
from stillwatch.records.tables import EXCHANGES

AHEAD: Final = 4
"""Batches under way at once: bounds the memory that text takes."""
SAMPLE_ONE_IN: Final = 16
MOST_SAMPLED: Final = 100_000


@dataclass(slots=True)
class Intake:
    """What was kept of the log: traits, a sample of texts for excerpts, and how many rows had each column."""

    traits: list[pa.RecordBatch] = field(default_factory=list)
    samples: list[pa.RecordBatch] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)
    sampled_rows: int = 0

    def table(self) -> pa.Table:
        """The traits in time order."""
        return pa.Table.from_batches(self.traits, schema=TRAITS).unify_dictionaries().sort_by("started_at")

    def excerpts(self) -> Excerpts:
        """The sample, or none."""
        return Excerpts(pa.Table.from_batches(self.samples) if self.samples else None)

    def coverage(self) -> dict[str, float]:
        """Share of rows with a value, by column of the contract."""
        rows = max(sum(batch.num_rows for batch in self.traits), 1)
        return {name: round(self.filled[name] / rows, 4) for name in EXCHANGES.names}


def _work(batch: pa.RecordBatch, *, keep_text: bool) -> tuple[pa.RecordBatch, pa.RecordBatch | None]:
    sample = sampled(batch, value_keys(batch["exchange_id"]), SAMPLE_ONE_IN) if keep_text else None
    return fingerprint(batch), sample


def _count(intake: Intake, batch: pa.RecordBatch) -> None:
    for name in EXCHANGES.names:
        intake.filled[name] += batch.num_rows - batch[name].null_count


def _collect(intake: Intake, future: Future[tuple[pa.RecordBatch, pa.RecordBatch | None]]) -> None:
    traits, sample = future.result()
    intake.traits.append(traits)
    if sample is not None and intake.sampled_rows < MOST_SAMPLED:
        intake.samples.append(sample)
        intake.sampled_rows += sample.num_rows


def take_in(batches: Iterator[pa.RecordBatch], *, threads: int, keep_text: bool) -> Intake:
    """Fingerprint every batch on ``threads`` workers, in order."""
    intake = Intake()
    under_way: deque[Future[tuple[pa.RecordBatch, pa.RecordBatch | None]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for batch in batches:
            _count(intake, batch)
            under_way.append(pool.submit(_work, batch, keep_text=keep_text))
            if len(under_way) > AHEAD:
                _collect(intake, under_way.popleft())
        while under_way:
            _collect(intake, under_way.popleft())
    return intake
