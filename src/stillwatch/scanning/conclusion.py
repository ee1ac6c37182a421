"""What a result says of the operations that were found: campaigns with their lives, tables, and the run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from stillwatch.campaigns.operations import Found
from stillwatch.campaigns.undecided import set_aside
from stillwatch.evidence.log import Log
from stillwatch.findings.discovery import FALSE_DISCOVERY_RATE, disclosed, expected_false_share
from stillwatch.findings.excerpts import Excerpts
from stillwatch.findings.pivots import as_time
from stillwatch.findings.pooling import sought
from stillwatch.findings.summary import summarize
from stillwatch.findings.tables import account_results, exchange_results
from stillwatch.findings.unresolved import unresolved
from stillwatch.records.known import Known
from stillwatch.records.result import Release, ScanResult
from stillwatch.records.run import Run
from stillwatch.scanning.clock import StageClock, peak_rss_bytes
from stillwatch.scanning.continuity import continued
from stillwatch.scanning.extent import Extent, with_volumes
from stillwatch.scanning.gaps import dated_ahead, known_gaps
from stillwatch.scanning.options import ScanOptions
from stillwatch.scanning.parts import exchange_parts
from stillwatch.scanning.reading import Facts, Reading
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.side_tables import read_accounts, read_releases


@dataclass(frozen=True, slots=True)
class SideTables:
    """What is known beside the log; ``earlier`` are the campaigns of an earlier result."""

    accounts: pa.Table | None
    releases: tuple[Release, ...]
    earlier: tuple[Known, ...] = ()
    faults: str = ""


def told(found: Found) -> Found:
    """What keeps the stated false-discovery rate; what does not is undecided."""
    operations, aside = disclosed(found.operations)
    groups = (*found.undecided, *(set_aside(one, "false_discovery") for one in aside))
    return Found(operations, groups)


def read_side_tables(accounts: Path | None, releases: Path | None, key: bytes | None) -> SideTables:
    """What the tables of accounts and releases say, where they are given."""
    apart = Quarantine()
    people = read_accounts(accounts, pseudonym_key=key, quarantine=apart) if accounts else None
    launches = read_releases(releases, apart).to_pylist() if releases else []
    known = tuple(Release(row["model"], row["released_at"]) for row in launches)
    return SideTables(people, known, faults=apart.summary() if apart.rejected else "")


def run_of(facts: Facts, beside: SideTables, options: ScanOptions) -> Run:
    """What was read and what could not be seen; times are added by ``tell``."""
    gaps = known_gaps(
        facts.coverage,
        accounts=beside.accounts is not None and beside.accounts.num_rows > 0,
        releases=bool(beside.releases),
        dropped=options.drop_content,
        thinned=facts.thinned,
        faults=beside.faults,
    )
    return Run(
        read=facts.read,
        accepted=facts.accepted,
        rejected=facts.rejected,
        seconds={},
        peak_rss_bytes=0,
        engine=options.engine,
        version=version("stillwatch"),
        sources=facts.sources,
        rejections_by_reason=facts.rejections_by_reason,
        coverage=facts.coverage,
        gaps=gaps,
        simulated=facts.simulated,
    )


def tell(
    log: Log,
    found: Found,
    beside: SideTables,
    reading: Reading,
    clock: StageClock,
    run: Run,
    extent: Extent | None = None,
) -> ScanResult:
    """The result of ``found``; ``extent`` has all exchanges of a log of which only a choice was held."""
    operations = found.operations
    with clock.stage("findings"):
        excerpts = Excerpts(reading.sample)
        pooled = [sought(log, operation.rows) for operation in operations]
        campaigns = tuple(
            summarize(log, operation, capability, beside.releases, excerpts)
            for operation, capability in zip(operations, pooled, strict=True)
        )
        if extent is not None:
            campaigns = with_volumes(log, operations, campaigns, extent)
        line = continued(log, operations, campaigns, beside.accounts, beside.earlier)
        accounts = account_results(log, operations, line.campaigns, None if extent is None else extent.counts)
        exchanges = (
            exchange_results(log, operations, pooled, line.campaigns)
            if extent is None
            else exchange_parts(extent.shards, extent.labels, line.campaigns)
        )
        left = unresolved(log, found.undecided, operations)
    done = replace(
        run,
        gaps=(*run.gaps, *dated_ahead(as_time(log.lasted[1]), datetime.now(UTC))),
        seconds=clock.seconds,
        peak_rss_bytes=peak_rss_bytes(),
        false_discovery_rate=FALSE_DISCOVERY_RATE,
        expected_false_share=expected_false_share([one.confidence for one in operations]),
    )
    return ScanResult(line.campaigns, accounts, exchanges, done, beside.releases, line.known, left)
