"""A log is read on this machine, or found read in the work folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from stillwatch.records.errors import InputError
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.foresight import Foresight, foreseen
from stillwatch.scanning.ingest import Intake, Spill, take_in
from stillwatch.scanning.options import ScanOptions, StageProgress
from stillwatch.scanning.reading import (
    QUARANTINE_FILE,
    Facts,
    Reading,
    copy_quarantine,
    facts_of,
    load_reading,
    reading_of,
    save_reading,
)
from stillwatch.scanning.shards import Shard, ShardWriter, shards_in
from stillwatch.scanning.work import WorkFolder
from stillwatch.sources.interface import Progress, ReadOptions
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.reading import read_exchanges
from stillwatch.sources.roll_call import roll_call

CHOOSE: Final = "choose what to hold"
READ: Final = "read and fingerprint"
ROOM_TO_READ: Final = "it takes about 200 bytes for each exchange of a log that is not held, and 300 for each held"


def read_here(
    inputs: Sequence[str | Path], options: ScanOptions, work: WorkFolder | None, clock: StageClock
) -> tuple[Reading, tuple[Shard, ...]]:
    """Read the log, or find it read in the work folder."""
    if work is None:
        with Quarantine(options.quarantine) as quarantine:
            return _read(inputs, options, quarantine, clock, None), ()
    if not work.has("read"):
        with work.making("read", ROOM_TO_READ) as folder:
            with Quarantine(folder / QUARANTINE_FILE) as quarantine, ShardWriter(folder) as writer:
                reading = _read(inputs, options, quarantine, clock, writer.write)
            save_reading(reading, folder)
    else:
        reading = load_reading(work.of("read"))
        clock.seconds[READ] = reading.facts.seconds
    copy_quarantine(work.of("read"), options.quarantine)
    return reading, shards_in(work.of("read"))


def _read(
    inputs: Sequence[str | Path], options: ScanOptions, quarantine: Quarantine, clock: StageClock, spill: Spill | None
) -> Reading:
    part = 1.0

    def told(progress: Progress) -> None:
        nonlocal part
        part = progress.bytes_done / max(progress.bytes_total, 1)
        clock.tell(StageProgress("read", progress.bytes_done, progress.bytes_total))

    how = ReadOptions(format=options.format, pseudonym_key=options.pseudonym_key, progress=told)
    threads = options.workers
    foresight = None if spill is None else _foresight(inputs, how, options, clock)
    with clock.stage(READ):
        batches = read_exchanges(inputs, options=how, quarantine=quarantine)
        intake = take_in(
            batches,
            threads=threads,
            keep_text=not options.drop_content,
            most=options.most_held,
            spill=spill,
            part_read=lambda: part,
            foresight=foresight,
        )
        if not quarantine.accepted:
            raise InputError(f"nothing to scan: {quarantine.summary()}")
        reading = reading_of(intake, _facts(quarantine, intake))
    return replace(reading, facts=replace(reading.facts, seconds=clock.seconds[READ]))


def _foresight(
    inputs: Sequence[str | Path], how: ReadOptions, options: ScanOptions, clock: StageClock
) -> Foresight | None:
    roll = roll_call(inputs, how)
    if roll is None or roll.rows <= options.most_held:
        return None
    with clock.stage(CHOOSE):
        return foreseen(
            roll,
            options.most_held,
            options.workers,
            lambda done, rows: clock.tell(StageProgress(CHOOSE, done, rows)),
        )


def _facts(quarantine: Quarantine, intake: Intake) -> Facts:
    intake.reservoir.settle()
    names = intake.models.names().to_pylist(), intake.routes.names().to_pylist()
    return facts_of(quarantine, intake.coverage(), *names, intake.reservoir.limit)
