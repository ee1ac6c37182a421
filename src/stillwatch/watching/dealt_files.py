"""Verdicts on exchanges that came after the last look at everything, a Parquet file per segment, beside the result."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.records.disk import room_in
from stillwatch.watching.dealing import Dealer
from stillwatch.watching.ledger import Look, Segment
from stillwatch.watching.segments import read_segments
from stillwatch.watching.state import LOOKS, SEGMENTS, State, look_name

SINCE: Final = "since"
ROOM: Final = "it takes about 40 bytes for each exchange"


def deal_since(state: State, look: Look, out: Path) -> Counter[str] | None:
    """Deal the segments that were not dealt since ``look``; gives the exchanges of each campaign among them.

    None where there are no such segments.
    """
    segments = state.ledger.not_dealt(look)
    if not segments:
        return None
    added: Counter[str] = Counter()
    dealer = Dealer.load(state.of(LOOKS, look_name(look.number)))
    for one in segments:
        added.update(_deal(state, one, dealer, out / SINCE))
    return added


def _deal(state: State, segment: Segment, dealer: Dealer, folder: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    tables = []
    for batch in read_segments(state.path / SEGMENTS, [segment]):
        dealt = dealer.deal(batch)
        tables.append(dealt.table)
        counts.update(dealt.counts)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / (segment.name + ".part")
    with room_in(folder, segment.name, ROOM):
        pq.write_table(pa.concat_tables(tables), part, compression="zstd")
    part.replace(folder / segment.name)
    with state.ledger.step():
        state.ledger.add_dealt(segment, counts)
    return counts
