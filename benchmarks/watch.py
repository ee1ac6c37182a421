"""What watching costs each hour, how early it finds, and whether it ends with the campaigns of one scan.

Simulated worlds are split by hour into files; every hour is one pass of ``stillwatch.watching.watch`` with the accounts
table as it was then. The last pass looks at everything, and one scan of all files is what it is compared with. Times
are of the processor, which what else the machine does changes little.

``python benchmarks/watch.py --markdown docs/watch.md`` puts the tables between the page's markers.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.evaluation.markdown import with_table
from stillwatch.records.tables import ACCOUNTS, TIMESTAMP
from stillwatch.records.watching import Pass
from stillwatch.scanning import ScanOptions, scan
from stillwatch.simulation import load_scenario, simulate
from stillwatch.watching import WatchOptions, watch

HOUR: Final = 3_600_000_000
THREADS: Final = 2
WORLDS: Final = ("record=100000", "standby=50000", "dense=100000", "dense=300000", "quiet=50000")
"""Scenarios and sizes; ``dense`` is the file beside this one."""
SEEDS: Final = (3001, 3002)
FIFTHS: Final = 5
TRUE: Final = 0.5
"""Part of a told campaign's accounts that have to be of one operation for it to be that one's, and not a false one."""
FOUND_HEADINGS: Final = (
    "world",
    "seed",
    "campaign",
    "exchanges",
    "unresolved after hours",
    "told after hours",
    "served before",
    "overlap, last hour",
    "overlap, all looked at",
)
COST_HEADINGS: Final = (
    "world",
    "seed",
    "exchanges",
    "hours",
    "exchanges per hour, by fifths of the log",
    "processor s per hour, by fifths",
    "the same with looks at everything",
    "looks",
    "longest pass",
    "all passes / one scan",
    "false campaigns ever told",
    "innocent accounts ever named",
)

Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class World:
    """A world in hours: its exchanges in time order, the hour of each, its accounts, and what is whose.

    ``truth`` are the exchanges of each operation, ``members`` its accounts.
    """

    exchanges: pa.Table
    hours: np.ndarray[tuple[int], np.dtype[np.int64]]
    accounts: pa.Table
    releases: Path
    truth: dict[str, Ids]
    members: dict[str, Ids]


@dataclass(slots=True)
class Replay:
    """What every hour showed: processor seconds, whether everything was looked at, what each operation was when first.

    ``told`` are the hours in which one was told first, ``noticed`` those in which a group of its accounts was
    unresolved first; ``false`` are names of campaigns that were told and are no operation, ``innocent`` all accounts of
    nobody's operation that ever were in a told one.
    """

    seconds: list[float] = field(default_factory=list)
    looked: list[bool] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    noticed: dict[str, int] = field(default_factory=dict)
    false: set[str] = field(default_factory=set)
    innocent: set[str] = field(default_factory=set)


def world_in(folder: Path) -> World:
    """The world in ``folder``."""
    exchanges = pq.read_table(folder / "exchanges").sort_by("started_at")
    return World(
        exchanges,
        exchanges["started_at"].cast(pa.int64()).to_numpy() // HOUR,
        pq.read_table(folder / "accounts.parquet", schema=ACCOUNTS),
        folder / "releases.parquet",
        campaigns_in(pq.read_table(folder / "truth_exchanges.parquet")),
        campaigns_in(pq.read_table(folder / "truth_accounts.parquet"), of="account_id"),
    )


def accounts_at(accounts: pa.Table, end: int) -> pa.Table:
    """The accounts table as it was at ``end``: without accounts and closures that were still to come."""
    now = pa.scalar(end, pa.int64()).cast(TIMESTAMP)
    there = accounts.filter(pc.fill_null(pc.less(accounts["created_at"], now), fill_value=True))
    shut = there["closed_at"]
    known = pc.if_else(pc.fill_null(pc.less(shut, now), fill_value=False), shut, pa.scalar(None, TIMESTAMP))
    return there.set_column(ACCOUNTS.get_field_index("closed_at"), "closed_at", known)


def replayed(world: World, folder: Path) -> Replay:
    """All hours, one pass each."""
    replay, logs = Replay(), folder / "logs"
    logs.mkdir(parents=True)
    for place, hour in enumerate(np.unique(world.hours)):
        pq.write_table(world.exchanges.filter(pa.array(world.hours == hour)), logs / f"{place:06d}.parquet")
        pq.write_table(accounts_at(world.accounts, (int(hour) + 1) * HOUR), folder / "accounts.parquet")
        begin = time.process_time()
        done = passed(world, folder, WatchOptions(threads=THREADS))
        replay.seconds.append(time.process_time() - begin)
        replay.looked.append(done.look is not None)
        if done.look is not None:
            _judge(world, folder, replay, place)
    return replay


def passed(world: World, folder: Path, options: WatchOptions) -> Pass:
    """One pass over what is new in ``folder``."""
    return watch(
        [folder / "logs"],
        state=folder / "state",
        out=folder / "out",
        accounts=folder / "accounts.parquet",
        releases=world.releases,
        options=options,
    )


def _judge(world: World, folder: Path, replay: Replay, place: int) -> None:
    """Note what the result tells for the first time, and whom it names wrongly."""
    named = campaigns_in(pq.read_table(folder / "out" / "accounts.parquet"), of="account_id")
    guilty = frozenset().union(*world.members.values())
    for name, accounts in named.items():
        replay.innocent |= accounts - guilty
        true = _mostly(accounts, world.members)
        if true is None:
            replay.false.add(name)
        else:
            replay.told.setdefault(true, place)
    for group in json.loads((folder / "out" / "unresolved.json").read_text(encoding="utf-8")):
        true = _mostly(frozenset(group["account_ids"]), world.members)
        if true is not None:
            replay.noticed.setdefault(true, place)


def _mostly(ids: Ids, operations: dict[str, Ids]) -> str | None:
    """The operation that at least the part ``TRUE`` of ``ids`` is of."""
    sizes = {true: len(ids & theirs) for true, theirs in operations.items()}
    best = max(sizes, key=lambda true: sizes[true], default=None)
    return best if best is not None and sizes[best] >= TRUE * max(len(ids), 1) else None


def campaigns_in(*tables: pa.Table, of: str = "exchange_id") -> dict[str, Ids]:
    """The exchanges of each campaign, or what else ``of`` names."""
    found: dict[str, set[str]] = {}
    for table in tables:
        mine = table.filter(pc.is_valid(table["campaign_id"]))
        for name, exchange in zip(mine["campaign_id"].to_pylist(), mine[of].to_pylist(), strict=True):
            found.setdefault(name, set()).add(exchange)
    return {name: frozenset(ids) for name, ids in found.items()}


def now_in(out: Path) -> dict[str, Ids]:
    """The campaigns of a result with what was dealt since."""
    since = [pq.read_table(path) for path in sorted((out / "since").glob("*.parquet"))]
    return campaigns_in(pq.read_table(out / "exchanges.parquet"), *since)


def overlap(ids: Ids, found: dict[str, Ids]) -> float:
    """Exchanges that ``ids`` and the campaign nearest to it have both, as a part of those that either has."""
    return max((len(ids & other) / len(ids | other) for other in found.values()), default=0.0)


def served(world: World, true: str, place: int | None) -> float:
    """Part of an operation's exchanges that had been served when it was told, 1 if it never was."""
    if place is None:
        return 1.0
    mine = np.asarray(pc.is_in(world.exchanges["exchange_id"], value_set=pa.array(sorted(world.truth[true]))))
    return float((world.hours[mine] <= np.unique(world.hours)[place]).mean())


@dataclass(frozen=True, slots=True)
class Measured:
    """Rows for both tables, and the shares and overlaps that decide."""

    found: list[list[str]]
    cost: list[str]
    shares: list[float]
    overlaps: list[tuple[float, float]]


def measured(scenario: str, exchanges: int, seed: int, folder: Path) -> Measured:
    """One world, replayed and scanned."""
    own = Path(__file__).with_name(f"{scenario}.yaml")
    plan = load_scenario(own if own.is_file() else scenario)
    simulate(plan, exchanges=exchanges, seed=seed, prompts=None, out=folder / "world")
    world = world_in(folder / "world")
    replay = replayed(world, folder)
    last = now_in(folder / "out")
    passed(world, folder, WatchOptions(threads=THREADS, whole=True))
    end = now_in(folder / "out")
    begin = time.process_time()
    options = ScanOptions(threads=THREADS)
    one = scan([folder / "logs"], accounts=folder / "accounts.parquet", releases=world.releases, options=options)
    whole = time.process_time() - begin
    scanned = campaigns_in(one.exchanges)
    rows, shares, overlaps = [], [], []
    for true, ids in sorted(world.truth.items()):
        place = replay.told.get(true)
        shares.append(served(world, true, place))
        theirs = max(scanned.values(), key=lambda other: len(ids & other), default=frozenset())
        both = [overlap(theirs, found) for found in (last, end)] if ids & theirs else []
        overlaps += [(both[0], both[1])] if both else []
        hours = ["never" if at is None else str(at + 1) for at in (replay.noticed.get(true), place)]
        cells = [f"{value:.4f}" for value in both] or ["no scan finds it"] * 2
        rows.append([scenario, str(seed), true, f"{len(ids):,}", *hours, f"{shares[-1]:.2%}", *cells])
    return Measured(rows, _cost(scenario, seed, world, replay, whole), shares, overlaps)


def _cost(scenario: str, seed: int, world: World, replay: Replay, whole: float) -> list[str]:
    seconds, looked = np.array(replay.seconds), np.array(replay.looked)
    sizes = np.unique(world.hours, return_counts=True)[1]
    parts = np.array_split(np.arange(len(seconds)), FIFTHS)
    plain = [seconds[part][~looked[part]] for part in parts]
    return [
        scenario,
        str(seed),
        f"{len(world.exchanges):,}",
        str(len(seconds)),
        ", ".join(f"{sizes[part].mean():.0f}" for part in parts),
        ", ".join(f"{np.median(part):.2f}" if len(part) else "–" for part in plain),
        ", ".join(f"{seconds[part].mean():.2f}" for part in parts),
        str(int(looked.sum())),
        f"{seconds.max():.1f}",
        f"{seconds.sum() / whole:.0f}",
        str(len(replay.false)),
        f"{len(replay.innocent)} of {len(world.accounts) - sum(map(len, world.members.values())):,}",
    ]


def report(measures: Sequence[Measured]) -> str:
    """Both tables in Markdown, and in a sentence what they come to."""
    shares = np.array([share for one in measures for share in one.shares])
    overlaps = np.array([both for one in measures for both in one.overlaps]).reshape(-1, 2)
    lines = [*_table(FOUND_HEADINGS, [row for one in measures for row in one.found]), ""]
    if len(shares):
        lines += [
            f"Served before a campaign was told: {np.median(shares):.1%} at the median, {shares.max():.1%} at most."
        ]
    if len(overlaps):
        least = overlaps.min(axis=0)
        lines += [
            f"Least overlap with one scan: {least[0]:.4f} in the last hour, {least[1]:.4f} after all was looked at."
        ]
    return "\n".join([*lines, "", *_table(COST_HEADINGS, [one.cost for one in measures])]) + "\n"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (headings, ["---"] * len(headings), *rows):
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the tables, or put them into a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--world", action="append", help="SCENARIO=EXCHANGES; may be repeated")
    parser.add_argument("--seed", action="append", type=int, help="may be repeated")
    parser.add_argument("--markdown", type=Path, help="a page with the table's markers")
    given = parser.parse_args()
    measures = []
    for world in given.world or WORLDS:
        scenario, _, exchanges = world.partition("=")
        for seed in given.seed or SEEDS:
            with TemporaryDirectory(prefix="stillwatch-") as name:
                measures.append(measured(scenario, int(exchanges), seed, Path(name)))
            print(json.dumps({"found": measures[-1].found, "cost": measures[-1].cost}), flush=True)
    made = report(measures)
    print(made, end="")
    if given.markdown is not None:
        page = given.markdown.read_text(encoding="utf-8")
        given.markdown.write_text(with_table(page, made), encoding="utf-8")


if __name__ == "__main__":
    main()
