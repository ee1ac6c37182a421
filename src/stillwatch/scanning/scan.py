"""One scan, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from stillwatch.campaigns.operations import Found, find
from stillwatch.campaigns.successors import with_successors
from stillwatch.engines.cluster import Cluster
from stillwatch.evidence.log import Log, build_log
from stillwatch.records.result import ScanResult
from stillwatch.scanning.attribution import attribute
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.clustered.scanning import opened, read_on
from stillwatch.scanning.conclusion import read_side_tables, run_of, tell, told
from stillwatch.scanning.engines import HERE, cluster_of
from stillwatch.scanning.extent import Deal, extent_of
from stillwatch.scanning.local_reading import read_here
from stillwatch.scanning.manifest import manifest_of
from stillwatch.scanning.options import ScanOptions
from stillwatch.scanning.reading import Reading
from stillwatch.scanning.saved_operations import load_found, save_found
from stillwatch.scanning.work import WorkFolder
from stillwatch.sources.known_campaigns import read_known

DEFAULT: Final = ScanOptions()
ROOM_FOR_OPERATIONS: Final = "it takes about 20 bytes for each exchange held"


def scan(
    inputs: Sequence[str | Path],
    *,
    accounts: Path | None = None,
    releases: Path | None = None,
    previous: Path | None = None,
    options: ScanOptions = DEFAULT,
) -> ScanResult:
    """Scan logs for campaigns.

    Args:
        inputs: files, folders or globs of exchanges, in any format of ``stillwatch.sources``.
        accounts: the accounts table (Parquet, JSON Lines or CSV); without it there is less evidence.
        releases: the model releases table.
        previous: the folder of an earlier result, whose campaigns keep their names where they are found again.
        options: see ``ScanOptions``.

    Returns:
        Campaigns, largest first, and a row per account and per exchange.

    Raises:
        UsageError: a path is missing, or an option is unknown.
        InputError: nothing in the input could be read as exchanges.
    """
    with cluster_of(options) as cluster:
        return _scanned(inputs, (accounts, releases, previous), options, cluster)


def _scanned(
    inputs: Sequence[str | Path],
    tables: tuple[Path | None, Path | None, Path | None],
    options: ScanOptions,
    cluster: Cluster | None,
) -> ScanResult:
    accounts, releases, previous = tables
    earlier = () if previous is None else read_known(previous)
    clock = StageClock(options.progress)
    work = _work_folder(inputs, tables, options)
    reading, deal = _reading_anywhere(inputs, options, work, clock, cluster)
    beside = replace(read_side_tables(accounts, releases, options.pseudonym_key), earlier=earlier)
    with clock.stage("log"):
        thinned = reading.facts.thinned is not None
        log = build_log(reading.traits, beside.accounts, reading.exchanges if thinned else None)
    found = told(_found(log, options, work, clock))
    run = run_of(reading.facts, beside, options)
    if reading.facts.thinned is None or work is None:
        return tell(log, found, beside, reading, clock, run)
    with clock.stage("attribution"):
        extent = extent_of(log, found.operations, reading, deal)
    return tell(log, found, beside, reading, clock, run, extent)


def _work_folder(
    inputs: Sequence[str | Path], tables: Sequence[Path | None], options: ScanOptions
) -> WorkFolder | None:
    if options.work is None:
        return None
    work = WorkFolder(options.work)
    if options.engine != HERE:
        return opened(work)
    work.open(manifest_of(inputs, tables, options))
    return work


def _reading_anywhere(
    inputs: Sequence[str | Path],
    options: ScanOptions,
    work: WorkFolder | None,
    clock: StageClock,
    cluster: Cluster | None,
) -> tuple[Reading, Deal]:
    """Read the log here or on a cluster; what it gives beside deals all exchanges where not all are held."""
    if cluster is not None:
        return read_on(cluster, inputs, options, work, clock)
    reading, spilled = read_here(inputs, options, work, clock)
    return reading, partial(attribute, spilled, threads=options.workers)


def operations_of(log: Log, clock: StageClock, threads: int) -> Found:
    """All operations that the log shows, with the accounts that took over from closed ones."""
    found = find(log, clock.stage, threads)
    with clock.stage("successors"):
        return replace(found, operations=with_successors(log, found.operations))


def _found(log: Log, options: ScanOptions, work: WorkFolder | None, clock: StageClock) -> Found:
    """Find the operations, or find them found in the work folder."""
    if work is not None and work.has("operations"):
        return load_found(work.of("operations"))
    found = operations_of(log, clock, options.workers)
    if work is not None:
        with work.making("operations", ROOM_FOR_OPERATIONS) as folder:
            save_found(found, folder)
    return found
