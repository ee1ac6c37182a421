"""All that was ever taken, read back from the segments as a scan would have read it from the logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.evidence.reservoir import Reservoir
from stillwatch.fingerprints.keys import draws
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.ingest import MOST_SAMPLED, Done, Intake, Spill, collect
from stillwatch.scanning.reading import Facts, Reading, reading_of
from stillwatch.sources.duplicates import SeenIds
from stillwatch.watching.segments import read_segments
from stillwatch.watching.state import SAMPLES, SEGMENTS, State


def recall(state: State, most: int, spill: Spill) -> Reading:
    """The traits of all exchanges in the state or, of more than ``most``, of a choice, with ``spill`` given them all.

    An id that came twice, in different hours, counts once.
    """
    intake, seen = Intake(Reservoir(most), spill), SeenIds()
    for batch in read_segments(state.path / SEGMENTS, state.ledger.segments()):
        again = seen.add(batch["exchange_id"])
        _take(intake, batch.filter(pa.array(~again)) if again.any() else batch)
    intake.samples = list(_samples(state))
    return reading_of(intake, facts_of(state, intake))


def _take(intake: Intake, batch: pa.RecordBatch) -> None:
    account, draw = intake.accounts.codes(batch["account_id"]), draws(batch["exchange_id"])
    worth = intake.reservoir.offer(account, draw, len(intake.accounts))
    everything = batch.drop_columns(["account_id"])
    if worth is None:
        collect(intake, Done(everything, account, draw, everything, account, None))
        return
    held = everything.filter(pa.array(worth))
    collect(intake, Done(held, account[worth], draw[worth], everything, account, None))


def _samples(state: State) -> Iterator[pa.RecordBatch]:
    """Texts for excerpts, of the newest exchanges first, as many as a scan keeps."""
    rows = 0
    for path in sorted((state.path / SAMPLES).iterdir(), reverse=True):
        for batch in pq.ParquetFile(path).iter_batches():
            if rows < MOST_SAMPLED:
                rows += batch.num_rows
                yield batch


def facts_of(state: State, intake: Intake) -> Facts:
    """The counts of all runs together."""
    runs = state.ledger.facts()
    intake.reservoir.settle()
    accepted, rejected = (sum(run[name] for run in runs) for name in ("accepted", "rejected"))
    filled, reasons = _added(runs, "filled"), _added(runs, "reasons")
    return Facts(
        read=accepted + rejected,
        accepted=accepted,
        rejected=rejected,
        summary=f"{accepted + rejected:,} rows read, {accepted:,} accepted, {rejected:,} rejected",
        sources=tuple(sorted({name for run in runs for name in run["sources"]})),
        rejections_by_reason=dict(reasons),
        coverage={name: round(filled[name] / max(accepted, 1), 4) for name in EXCHANGES.names},
        simulated=any(run["simulated"] for run in runs),
        models=tuple(intake.models.names().to_pylist()),
        routes=tuple(intake.routes.names().to_pylist()),
        thinned=intake.reservoir.limit,
    )


def _added(runs: list[dict[str, Any]], name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for run in runs:
        counts.update(run[name])
    return counts
