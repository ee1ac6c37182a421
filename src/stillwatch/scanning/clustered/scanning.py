"""Reading and dealing on a cluster, as the composition root calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from stillwatch.campaigns.extension import Extension
from stillwatch.engines.cluster import Cluster, Progress, Rows
from stillwatch.findings.tables import Counts
from stillwatch.findings.totals import Volume
from stillwatch.scanning.attribution import Label
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.clustered.census import Door
from stillwatch.scanning.clustered.dealing import deal
from stillwatch.scanning.clustered.inputs import files_on
from stillwatch.scanning.clustered.reading import How, counted, fingerprints, reading_of
from stillwatch.scanning.extent import Deal
from stillwatch.scanning.options import ScanOptions, StageProgress
from stillwatch.scanning.reading import Reading
from stillwatch.scanning.shards import Shard
from stillwatch.scanning.work import WorkFolder
from stillwatch.sources.admission import Window
from stillwatch.sources.quarantine import Quarantine

CENSUS: Final = "count"
READ: Final = "read and fingerprint"
STAGE: Final = "attribution"
ROOM_FOR_IDS: Final = "it takes about 40 bytes for each exchange"


@dataclass(frozen=True, slots=True)
class OnCluster:
    """A log whose outlines lie on a cluster: its ids come to ``work`` when they are dealt."""

    made: Rows
    reading: Reading
    work: WorkFolder
    progress: Progress

    def deal(
        self, extension: Extension, volumes: Sequence[Volume], counts: Counts
    ) -> tuple[tuple[Shard, ...], tuple[Label, ...]]:
        """See ``Deal``."""
        counts.exchanges[:] += self.reading.exchanges
        with self.work.making(STAGE, ROOM_FOR_IDS) as folder:
            shards, labels = deal(self.made, extension, volumes, counts, folder, self.progress)
        return tuple(Shard(self.work.of(STAGE) / one.path.name) for one in shards), labels


def read_on(
    cluster: Cluster, inputs: Sequence[str | Path], options: ScanOptions, work: WorkFolder | None, clock: StageClock
) -> tuple[Reading, Deal]:
    """What reading leaves, and what deals all exchanges where not all are held."""

    def told(stage: str) -> Progress:
        return lambda done, total: clock.tell(StageProgress(stage, done, total))

    most = None if work is None else options.most_held
    door = Door(Window.around_now(), options.pseudonym_key)
    how = How(door, not options.drop_content, most, told(CENSUS))
    with Quarantine(options.quarantine) as quarantine:
        with clock.stage(CENSUS):
            files = files_on(cluster, inputs, options, quarantine)
            found = counted(files, how, quarantine)
        with clock.stage(READ):
            made = fingerprints(files, found, replace(how, progress=told(READ)))
            reading = reading_of(made, found, quarantine)
    if work is None or not found.choice.thinned:
        made.forget()
        return reading, _nothing
    return reading, OnCluster(made, reading, work, told(STAGE)).deal


def _nothing(*_: object) -> tuple[tuple[Shard, ...], tuple[Label, ...]]:
    """Deals nothing: all exchanges are held."""
    return (), ()


def opened(work: WorkFolder) -> WorkFolder:
    """The folder emptied: a scan on a cluster does not go on where another stopped."""
    work.open({"engine": "a cluster", "begun": datetime.now(UTC).isoformat()})
    return work
