"""What a campaign comes to in all exchanges of a log of which only a choice was held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from stillwatch.campaigns.extension import Extension, extension_of
from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log, one_array
from stillwatch.findings.pooling import sought
from stillwatch.findings.tables import Counts
from stillwatch.findings.totals import Volume, empty_volume, with_volume
from stillwatch.fingerprints.keys import draws
from stillwatch.records.campaign import Campaign
from stillwatch.scanning.attribution import Label
from stillwatch.scanning.reading import Facts, Reading
from stillwatch.scanning.shards import Shard

Deal = Callable[[Extension, Sequence[Volume], Counts], tuple[tuple[Shard, ...], tuple[Label, ...]]]
"""Deals all exchanges by an extension, fills volumes and counts, and gives the exchanges' ids and verdicts."""


@dataclass(frozen=True, slots=True)
class Extent:
    """All exchanges of a log of which only a choice was held: per operation, per account, and one by one."""

    volumes: tuple[Volume, ...]
    counts: Counts
    shards: tuple[Shard, ...]
    labels: tuple[Label, ...]
    facts: Facts


def taught(log: Log, operations: Sequence[Operation], reading: Reading) -> Extension:
    """How exchanges that are not in ``log`` are dealt to the operations found in it."""
    aims = log.capability.copy()
    for operation in reversed(operations):
        aims[operation.rows] = sought(log, operation.rows)
    numbers = draws(one_array(log.traits, "exchange_id"))
    return extension_of(log, operations, numbers, reading.ceiling, aims)


def extent_of(
    log: Log,
    operations: Sequence[Operation],
    reading: Reading,
    deal: Deal,
) -> Extent:
    """Deal every exchange to the operations found in those held, and count."""
    extension = taught(log, operations, reading)
    names = len(reading.facts.models), len(reading.facts.routes)
    volumes = tuple(empty_volume(one.accounts, log.window, *names) for one in operations)
    counts = Counts(*np.zeros((2, len(log.registry)), dtype=np.int64))
    shards, labels = deal(extension, volumes, counts)
    return Extent(volumes, counts, shards, labels, reading.facts)


def with_volumes(
    log: Log, operations: Sequence[Operation], campaigns: Sequence[Campaign], extent: Extent
) -> tuple[Campaign, ...]:
    """Campaigns told from the exchanges held, with the counts of all."""
    return tuple(
        with_volume(campaign, volume, extent.facts.models, extent.facts.routes, log.registry.closed[one.accounts])
        for campaign, volume, one in zip(campaigns, extent.volumes, operations, strict=True)
    )
