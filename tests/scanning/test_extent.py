"""A campaign found in the exchanges held is counted in all exchanges of the log."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import build_log
from stillwatch.scanning.attribution import attribute
from stillwatch.scanning.extent import extent_of
from stillwatch.scanning.ingest import take_in
from stillwatch.scanning.reading import Facts, reading_of
from stillwatch.scanning.shards import ShardWriter, shards_in

HELD = 1500


def test_all_exchanges_of_a_campaign_are_counted(town: Any, tmp_path: Path) -> None:
    batches = town.table().combine_chunks().to_batches(500)
    with ShardWriter(tmp_path) as writer:
        intake = take_in(iter(batches), threads=1, keep_text=False, most=HELD, spill=writer.write)
        names = tuple(intake.models.names().to_pylist()), tuple(intake.routes.names().to_pylist())
        reading = reading_of(intake, Facts(0, 0, 0, "", (), {}, {}, simulated=True, models=names[0], routes=names[1]))
    log = build_log(reading.traits, None)
    ids = np.array(log.traits.column("exchange_id").to_pylist())
    rows = np.flatnonzero(np.char.startswith(ids, "campaign")).astype(np.int32)
    crew = np.unique(log.account[rows])
    found = Operation(crew, rows, 20.0, 0.005, 0.999, (), (), ())

    both = {row["account_id"] for row in town.exchanges if row["exchange_id"].startswith("honest")}
    dedicated = [row["exchange_id"] for row in town.exchanges if row["account_id"] not in both]

    extent = extent_of(log, [found], reading, partial(attribute, shards_in(tmp_path), threads=1))

    taken = np.concatenate([label.owner for label in extent.labels]) == 0
    every = np.concatenate([shard.ids().to_numpy(zero_copy_only=False) for shard in extent.shards]).astype(str)
    campaign = np.char.startswith(every, "campaign")
    assert len(rows) < 0.8 * campaign.sum()
    assert taken[campaign & np.isin(every, dedicated)].all()
    assert extent.counts.exchanges.sum() == len(town.exchanges)
    assert extent.volumes[0].exchanges == extent.counts.taken.sum()
    assert not extent.counts.taken[np.setdiff1d(np.arange(len(log.registry)), crew)].any()
