"""Many small segments of one day become one, when everything is looked at anyway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.evidence.log import DAY
from stillwatch.watching.ledger import Segment
from stillwatch.watching.segments import COMPRESSION, read_segments
from stillwatch.watching.state import SAMPLES, SEGMENTS, State

FEW: Final = 4
"""Segments of a day that stay as they are: each costs a file to open."""
MOST_ROWS: Final = 1_000_000
"""Exchanges of a day that are held at once to be put together; segments of more are large enough."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The segments ``old`` of one day, and the one that has their exchanges in time order."""

    old: tuple[Segment, ...]
    new: Segment


def compact(state: State, folder: Path, look: int) -> tuple[Merged, ...]:
    """Write, into ``folder``, one segment for each day that has many small ones."""
    days: defaultdict[int, list[Segment]] = defaultdict(list)
    for one in state.ledger.segments():
        days[one.first // DAY].append(one)
    return tuple(
        _merged(state, folder, f"{look:06d}-{day:05d}-all.parquet", parts)
        for day, parts in days.items()
        if len(parts) > FEW and sum(one.rows for one in parts) <= MOST_ROWS
    )


def _merged(state: State, folder: Path, name: str, parts: Sequence[Segment]) -> Merged:
    rows = pa.Table.from_batches(read_segments(state.path / SEGMENTS, parts)).unify_dictionaries()
    pq.write_table(rows.sort_by("started_at"), folder / SEGMENTS / name, compression=COMPRESSION)
    kept = [path for one in parts if (path := state.of(SAMPLES, one.name)).exists()]
    if kept:
        texts = pa.concat_tables([pq.read_table(path) for path in kept])
        pq.write_table(texts, folder / SAMPLES / name, compression=COMPRESSION)
    first, last = min(one.first for one in parts), max(one.last for one in parts)
    return Merged(tuple(parts), Segment(name, first, last, sum(one.rows for one in parts)))
