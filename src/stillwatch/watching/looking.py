"""A look at everything that was taken: the same stages, and so the same campaigns, as one scan of all logs."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log, build_log
from stillwatch.findings.pivots import as_time
from stillwatch.records.campaign import Campaign, Detection
from stillwatch.records.known import Known
from stillwatch.records.result import ScanResult
from stillwatch.records.watching import Standing
from stillwatch.report.folder import write_result
from stillwatch.report.json_documents import known_document
from stillwatch.scanning.attribution import attribute
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.conclusion import SideTables, run_of, tell, told
from stillwatch.scanning.extent import extent_of, taught
from stillwatch.scanning.scan import operations_of
from stillwatch.scanning.shards import ShardWriter, shards_in
from stillwatch.sources.known_campaigns import KNOWN, read_known
from stillwatch.watching.compaction import compact
from stillwatch.watching.dealing import Dealer
from stillwatch.watching.ledger import Ledger, Look
from stillwatch.watching.options import WatchOptions
from stillwatch.watching.recall import recall
from stillwatch.watching.standing import looked_at, save_standings
from stillwatch.watching.state import LOOKS, REJECTED, State, look_name

OUTLINES: Final = "outlines"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a result goes, and why everything is looked at, in a word."""

    out: Path
    reason: str


def look_at_everything(
    state: State,
    beside: SideTables,
    options: WatchOptions,
    clock: StageClock,
    place: Place,
    before: Mapping[str, Standing],
) -> tuple[Standing, ...]:
    """Find the campaigns in all that was taken, write the result, and record the look; ``before`` are those of it.

    The result is written before the look is recorded: one that is cut off in between is made once more.

    Raises:
        DiskFullError: there is no room; the state is as it was.
    """
    begin, last = time.perf_counter(), state.ledger.look()
    number = 1 if last is None else last.number + 1
    with state.making(f"look-{number:06d}") as folder:
        left = folder / LOOKS / look_name(number)
        for made in (left, folder / OUTLINES):
            made.mkdir()
        result, until = _seen(state, replace(beside, earlier=known_of(state)), options, clock, folder, left)
        standings = looked_at(result, before)
        save_standings(standings, left)
        write_result(result, place.out)
        _rejected(state, place.out)
        merged = compact(state, folder, number)
    with state.ledger.step():
        look = Look(number, until, state.ledger.rows())
        state.ledger.add_look(look, state.ledger.next_run() - 1, time.perf_counter() - begin, place.reason)
        for one in merged:
            state.ledger.replace(one.old, one.new)
        state.ledger.add_found({one.campaign_id: until for one in result.campaigns}, number)
    state.sweep()
    return standings


def known_of(state: State) -> tuple[Known, ...]:
    """The campaigns that the last look at everything left."""
    look = state.ledger.look()
    return () if look is None else read_known(state.of(LOOKS, look_name(look.number)))


def _seen(
    state: State, beside: SideTables, options: WatchOptions, clock: StageClock, folder: Path, left: Path
) -> tuple[ScanResult, int]:
    """The result, and the time of the newest exchange; what is needed for dealing is written to ``left``."""
    with clock.stage("recall"), ShardWriter(folder / OUTLINES) as writer:
        reading = recall(state, options.most_held, writer.write)
    with clock.stage("log"):
        thinned = reading.facts.thinned is not None
        log = build_log(reading.traits, beside.accounts, reading.exchanges if thinned else None)
    found = told(operations_of(log, clock, options.scan().workers))
    extent = None
    with clock.stage("attribution"):
        if thinned:
            deal = partial(attribute, shards_in(folder / OUTLINES), threads=options.scan().workers)
            extent = extent_of(log, found.operations, reading, deal)
        extension = taught(log, found.operations, reading)
    result = tell(log, found, beside, reading, clock, run_of(reading.facts, beside, options.scan()), extent)
    campaigns = detected(log, found.operations, result.campaigns, state.ledger)
    Dealer.of(extension, log.registry.names, [one.campaign_id for one in campaigns]).save(left)
    (left / KNOWN).write_text(json.dumps(known_document(result.known)), encoding="utf-8")
    return replace(result, campaigns=campaigns), log.window[1]


def detected(
    log: Log, operations: Sequence[Operation], campaigns: Sequence[Campaign], ledger: Ledger
) -> tuple[Campaign, ...]:
    """``campaigns`` (those of ``operations``) with when each was told first, now if it never was."""
    earlier, now = ledger.found(), log.window[1]
    return tuple(
        replace(campaign, detection=_detection(log, operation, campaign, earlier.get(campaign.campaign_id, now)))
        for operation, campaign in zip(operations, campaigns, strict=True)
    )


def _detection(log: Log, operation: Operation, campaign: Campaign, at: int) -> Detection:
    weight = log.each[log.account[operation.rows]]
    share = float(weight[log.time[operation.rows] <= at].sum() / weight.sum())
    return Detection(as_time(at), round(share * campaign.exchanges), round(share, 6))


def _rejected(state: State, out: Path) -> None:
    """All rejected rows of all runs."""
    with (out / "quarantine.jsonl").open("wb") as file:
        for path in sorted((state.path / REJECTED).iterdir()):
            file.write(path.read_bytes())
