"""What was taken is read back as a scan would have read the logs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stillwatch.scanning.ingest import take_in
from stillwatch.scanning.reading import reading_of
from stillwatch.sources.interface import ReadOptions
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.reading import read_exchanges
from stillwatch.watching import WatchOptions
from stillwatch.watching.recall import recall
from stillwatch.watching.state import opened


@pytest.mark.parametrize("most", [1_000_000, 4000])
def test_the_reading_is_that_of_a_scan(stream: Any, most: int) -> None:
    for day in range(4):
        stream.add(3 * day, 3 * day + 3)
        stream.take()
    spilled: list[Any] = []
    with opened(stream.state, WatchOptions()) as state:
        ours = recall(state, most, spilled.append)
    quarantine = Quarantine(None)
    batches = read_exchanges([stream.logs], options=ReadOptions(), quarantine=quarantine)
    intake = take_in(batches, threads=2, keep_text=False, most=most, spill=lambda _: None)
    theirs = reading_of(intake, ours.facts)

    by_id = [one.traits.sort_by("exchange_id") for one in (ours, theirs)]
    assert by_id[0].to_pylist() == by_id[1].to_pylist()
    assert ours.exchanges.tolist() == theirs.exchanges.tolist()
    assert sum(batch.num_rows for batch in spilled) == (0 if most > 100_000 else quarantine.accepted)
    assert (ours.facts.thinned is None) == (most > 100_000)
    assert ours.sample is not None
    assert ours.facts.coverage["prompt"] == 1


def test_the_counts_are_those_of_all_runs(stream: Any) -> None:
    stream.add(0, 1)
    stream.take()
    (Path(stream.logs) / "bad.jsonl").write_text('{"exchange_id": "x", "account_id": "a", "model": "m"}\n')
    stream.add(1, 2)
    stream.take()
    with opened(stream.state, WatchOptions()) as state:
        facts = recall(state, 1_000_000, lambda _: None).facts

    assert (facts.read, facts.accepted, facts.rejected) == (facts.accepted + 1, stream.between(0, 2).num_rows, 1)
    assert len(facts.sources) == 3
    assert sum(facts.rejections_by_reason.values()) == 1
