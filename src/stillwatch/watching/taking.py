"""New log files become segments of traits; what was taken before is passed over, what comes late is counted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from stillwatch.evidence.log import HOUR
from stillwatch.findings.excerpts import sampled
from stillwatch.fingerprints.keys import value_keys
from stillwatch.fingerprints.traits import fingerprint
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.ahead import ahead
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.ingest import AHEAD, SAMPLE_ONE_IN
from stillwatch.scanning.local_reading import READ
from stillwatch.scanning.options import StageProgress
from stillwatch.sources.discovery import find_files
from stillwatch.sources.interface import Progress, ReadOptions
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.reading import read_exchanges
from stillwatch.watching.earlier import Earlier
from stillwatch.watching.ledger import Ledger
from stillwatch.watching.options import WatchOptions
from stillwatch.watching.segments import SegmentWriter, times_of
from stillwatch.watching.state import REJECTED, State

Seen = tuple[str, int, int]
"""A file as the ledger knows it: its path, its size in bytes, and when it was changed, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: exchanges ``accepted``, rows ``rejected``, rows known ``again``, and how many came ``late``.

    An exchange is late where exchanges of a later hour had been taken before.
    """

    run: int
    accepted: int = 0
    rejected: int = 0
    again: int = 0
    late: int = 0


def take(inputs: Sequence[str | Path], state: State, options: WatchOptions, clock: StageClock) -> Taken | None:
    """Take the files that are new or have changed since they were taken; None where there are none.

    Raises:
        UsageError: an input that does not exist.
        DiskFullError: there is no room; the state is as it was.
    """
    run, files = state.ledger.next_run(), new_files(inputs, state.ledger)
    if not files:
        return None
    begin = time.perf_counter()
    with state.making(f"run-{run:06d}") as folder:
        sieve = _Sieve(state)
        with (
            SegmentWriter(folder, run) as writer,
            Quarantine(folder / REJECTED / f"{run:06d}.jsonl") as quarantine,
            clock.stage(READ),
        ):
            how = ReadOptions(options.format, options.pseudonym_key, _told(clock))
            batches = read_exchanges([path for path, _, _ in files], options=how, quarantine=quarantine)
            work = _worker(keep_text=not options.drop_content)
            for traits, texts in ahead(work, sieve.fresh(batches), options.scan().workers, AHEAD):
                writer.write(traits, texts)
            segments, hours = writer.finish()
    facts = _facts(quarantine, sieve) | {"seconds": time.perf_counter() - begin}
    with state.ledger.step():
        state.ledger.add_run(run, facts, files, segments, hours)
    return Taken(run, *(facts[name] for name in ("accepted", "rejected", "again", "late")))


def new_files(inputs: Sequence[str | Path], ledger: Ledger) -> list[Seen]:
    """Files that the ledger does not know as they are now."""
    known = ledger.files()
    found = [(file.path.resolve(), file.path.stat()) for file in find_files(inputs, Quarantine())]
    seen = [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in found]
    return [one for one in seen if known.get(one[0]) != one[1:]]


def _told(clock: StageClock) -> Callable[[Progress], None]:
    def told(progress: Progress) -> None:
        clock.tell(StageProgress("read", progress.bytes_done, progress.bytes_total))

    return told


def _worker(*, keep_text: bool) -> Callable[[pa.RecordBatch], tuple[pa.RecordBatch, pa.RecordBatch | None]]:
    def work(batch: pa.RecordBatch) -> tuple[pa.RecordBatch, pa.RecordBatch | None]:
        text = sampled(batch, value_keys(batch["exchange_id"]), SAMPLE_ONE_IN) if keep_text else None
        return fingerprint(batch), text

    return work


class _Sieve:
    """Lets through what no earlier run took, and counts."""

    def __init__(self, state: State) -> None:
        self._earlier = Earlier(state)
        self._newest = state.ledger.newest()
        self.filled: Counter[str] = Counter()
        self.accepted = 0
        self.again = 0
        self.late = 0

    def fresh(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Each batch without what was taken before."""
        for batch in batches:
            repeated = self._earlier.repeated(batch)
            kept = batch.filter(pa.array(~repeated)) if repeated.any() else batch
            self.again += batch.num_rows - kept.num_rows
            self._count(kept)
            if kept.num_rows:
                yield kept

    def _count(self, kept: pa.RecordBatch) -> None:
        self.accepted += kept.num_rows
        if self._newest is not None:
            self.late += int((times_of(kept) // HOUR < self._newest // HOUR).sum())
        for name in EXCHANGES.names:
            self.filled[name] += kept.num_rows - kept[name].null_count


def _facts(quarantine: Quarantine, sieve: _Sieve) -> dict[str, Any]:
    """What the ledger keeps of a run; rows that were known again are neither accepted nor rejected."""
    return {
        "read": sieve.accepted + quarantine.rejected,
        "accepted": sieve.accepted,
        "rejected": quarantine.rejected,
        "again": sieve.again,
        "late": sieve.late,
        "sources": sorted(set(quarantine.accepted_by_source) | set(quarantine.rejected_by_source)),
        "reasons": dict(quarantine.by_reason),
        "filled": dict(sieve.filled),
        "simulated": quarantine.simulated,
    }
