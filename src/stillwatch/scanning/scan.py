"""One scan, stage by stage."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pyarrow as pa

from stillwatch.campaigns.operations import Found, find
from stillwatch.campaigns.successors import with_successors
from stillwatch.campaigns.undecided import set_aside
from stillwatch.evidence.log import Log, build_log
from stillwatch.findings.discovery import FALSE_DISCOVERY_RATE, disclosed, expected_false_share
from stillwatch.findings.pooling import sought
from stillwatch.findings.summary import summarize
from stillwatch.findings.tables import account_results, exchange_results
from stillwatch.findings.unresolved import unresolved
from stillwatch.records.errors import InputError, UsageError
from stillwatch.records.known import Known
from stillwatch.records.result import Release, ScanResult
from stillwatch.records.run import Run
from stillwatch.scanning.clock import StageClock, peak_rss_bytes
from stillwatch.scanning.continuity import continued
from stillwatch.scanning.gaps import known_gaps
from stillwatch.scanning.ingest import Intake, take_in
from stillwatch.scanning.options import ScanOptions, StageProgress
from stillwatch.sources.interface import Progress, ReadOptions
from stillwatch.sources.known_campaigns import read_known
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.reading import read_exchanges
from stillwatch.sources.side_tables import read_accounts, read_releases

ENGINES: Final = ("duckdb",)
DEFAULT: Final = ScanOptions()


@dataclass(frozen=True, slots=True)
class _SideTables:
    accounts: pa.Table | None
    releases: tuple[Release, ...]
    earlier: tuple[Known, ...] = ()


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
    if options.engine not in ENGINES:
        raise UsageError(f"engine {options.engine!r} is not in this version: use one of {', '.join(ENGINES)}")
    earlier = () if previous is None else read_known(previous)
    clock = StageClock(options.progress)
    with Quarantine(options.quarantine) as quarantine:
        intake = _take_in(inputs, options, quarantine, clock)
        beside = replace(_read_side_tables(accounts, releases, options, quarantine), earlier=earlier)
    if not quarantine.accepted:
        raise InputError(f"nothing to scan: {quarantine.summary()}")
    with clock.stage("log"):
        log = build_log(intake.table(), beside.accounts)
    found = find(log, clock.stage, _threads(options))
    with clock.stage("successors"):
        found = replace(found, operations=with_successors(log, found.operations))
    return _tell(log, found, beside, intake, clock, _run_of(quarantine, intake, beside, options))


def _threads(options: ScanOptions) -> int:
    return options.threads or os.cpu_count() or 1


def _take_in(inputs: Sequence[str | Path], options: ScanOptions, quarantine: Quarantine, clock: StageClock) -> Intake:
    def told(progress: Progress) -> None:
        clock.tell(StageProgress("read", progress.bytes_done, progress.bytes_total))

    reading = ReadOptions(format=options.format, pseudonym_key=options.pseudonym_key, progress=told)
    with clock.stage("read and fingerprint"):
        batches = read_exchanges(inputs, options=reading, quarantine=quarantine)
        return take_in(batches, threads=_threads(options), keep_text=not options.drop_content)


def _read_side_tables(
    accounts: Path | None, releases: Path | None, options: ScanOptions, quarantine: Quarantine
) -> _SideTables:
    apart = Quarantine()
    people = read_accounts(accounts, pseudonym_key=options.pseudonym_key, quarantine=apart) if accounts else None
    launches = read_releases(releases, apart).to_pylist() if releases else []
    for rejection in apart.kept:
        quarantine.skip(rejection.source, rejection.reason)
    return _SideTables(people, tuple(Release(row["model"], row["released_at"]) for row in launches))


def _run_of(quarantine: Quarantine, intake: Intake, beside: _SideTables, options: ScanOptions) -> Run:
    coverage = intake.coverage()
    return Run(
        read=quarantine.read,
        accepted=quarantine.accepted,
        rejected=quarantine.rejected,
        seconds={},
        peak_rss_bytes=0,
        engine=options.engine,
        version=version("stillwatch"),
        sources=tuple(sorted(set(quarantine.accepted_by_source) | set(quarantine.rejected_by_source))),
        rejections_by_reason=dict(quarantine.by_reason),
        coverage=coverage,
        gaps=known_gaps(
            coverage,
            accounts=beside.accounts is not None and beside.accounts.num_rows > 0,
            releases=bool(beside.releases),
            dropped=options.drop_content,
        ),
        simulated=quarantine.simulated,
    )


def _tell(log: Log, found: Found, beside: _SideTables, intake: Intake, clock: StageClock, run: Run) -> ScanResult:
    with clock.stage("findings"):
        operations, aside = disclosed(found.operations)
        excerpts = intake.excerpts()
        pooled = [sought(log, operation.rows) for operation in operations]
        campaigns = tuple(
            summarize(log, operation, capability, beside.releases, excerpts)
            for operation, capability in zip(operations, pooled, strict=True)
        )
        line = continued(log, operations, campaigns, beside.accounts, beside.earlier)
        accounts = account_results(log, operations, line.campaigns)
        exchanges = exchange_results(log, operations, pooled, line.campaigns)
        groups = (*found.undecided, *(set_aside(one, "false_discovery") for one in aside))
        left = unresolved(log, groups, operations)
    done = replace(
        run,
        seconds=clock.seconds,
        peak_rss_bytes=peak_rss_bytes(),
        false_discovery_rate=FALSE_DISCOVERY_RATE,
        expected_false_share=expected_false_share([one.confidence for one in operations]),
    )
    return ScanResult(line.campaigns, accounts, exchanges, done, beside.releases, line.known, left)
