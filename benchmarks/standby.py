"""Measures how many accounts of a standby pool are linked to their campaign in the first hour after a ban.

A simulated campaign is closed at one moment, all its accounts within ten minutes, and the very same requests go on from
as many accounts that were opened before and have sent nothing. The log is scanned as it was at that moment, and as it
was an hour later with the first result as the previous one.

``python benchmarks/standby.py --markdown docs/life-cycle.md`` puts the table between the page's markers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.records.result import ScanResult
from stillwatch.records.tables import ACCOUNTS, EXCHANGES
from stillwatch.scanning import scan, write_result
from stillwatch.simulation import load_scenario, simulate

SCENARIOS: Final = ("hydra", "mixed_routes", "grading")
SEEDS: Final = (41, 42)
EXCHANGES_OF_A_WORLD: Final = 30_000
BAN: Final = dt.timedelta(days=8, hours=10)
CLOSING: Final = 600
HOUR: Final = dt.timedelta(hours=1)
POOLS: Final = ("shared", "own")
"""Whether the pool's cards, devices and phones are those of the closed accounts in another order, or nobody else's."""
IDENTITIES: Final = ("payment_id", "device_id", "phone_id")
BEGIN: Final = "<!-- standby: begin -->"
END: Final = "<!-- standby: end -->"
HEADINGS: Final = (
    "campaign of",
    "seed",
    "cards",
    "found before the ban",
    "linked in the hour",
    "of those with one exchange",
    "honest accounts linked",
    "same name",
    "state",
)


@dataclass(frozen=True, slots=True)
class World:
    """Exchanges and accounts of a world, and who is of the pool; ``ban`` is when the first account was closed."""

    exchanges: pa.Table
    accounts: pa.Table
    crew: frozenset[str]
    pool: frozenset[str]
    ban: dt.datetime


def moved(folder: Path, pool: str, seed: int) -> World:
    """The world in ``folder`` with its largest campaign closed and gone on from a standby pool."""
    chosen = random.Random(seed)  # noqa: S311 -- a benchmark needs no secrecy
    truth = pq.read_table(folder / "truth_accounts.parquet").to_pylist()
    crew = {row["account_id"] for row in truth if row["kind"] == "campaign"}
    exchanges = pq.read_table(folder / "exchanges", schema=EXCHANGES)
    ban = pc.min(exchanges["started_at"]).as_py().replace(hour=0, minute=0, second=0, microsecond=0) + BAN
    closed = {name: ban + dt.timedelta(seconds=chosen.randrange(CLOSING)) for name in sorted(crew)}
    closed[min(crew)] = ban
    whose = [
        _standby(name) if name in crew and when >= closed[name] else name
        for name, when in zip(exchanges["account_id"].to_pylist(), exchanges["started_at"].to_pylist(), strict=True)
    ]
    place = EXCHANGES.get_field_index("account_id")
    accounts = pq.read_table(folder / "accounts.parquet", schema=ACCOUNTS).to_pylist()
    rows = [row | ({"closed_at": closed[row["account_id"]]} if row["account_id"] in crew else {}) for row in accounts]
    reserve = list(_reserve([row for row in accounts if row["account_id"] in crew], pool, chosen))
    return World(
        exchanges.set_column(place, EXCHANGES.field(place), pa.array(whose, pa.string())),
        pa.Table.from_pylist(rows + reserve, schema=ACCOUNTS),
        frozenset(crew),
        frozenset(map(_standby, crew)),
        ban,
    )


def _standby(name: str) -> str:
    return f"{name}-standby"


def _reserve(crew: Sequence[dict[str, Any]], pool: str, chosen: random.Random) -> Iterator[dict[str, Any]]:
    """An account beside each of the crew's, opened at the same time, with another's identities or new ones."""
    others = chosen.sample(crew, len(crew))
    for row, other in zip(crew, others, strict=True):
        name = _standby(row["account_id"])
        given = {kind: other[kind] if pool == "shared" else f"{kind} of {name}" for kind in IDENTITIES}
        yield row | given | {"account_id": name, "closed_at": None, "closed_reason": None}


def scanned(world: World, until: dt.datetime, folder: Path, previous: Path | None = None) -> ScanResult:
    """Scan what was known at ``until``."""
    folder.mkdir()
    pq.write_table(world.exchanges.filter(pc.less(world.exchanges["started_at"], until)), folder / "exchanges.parquet")
    shut = world.accounts["closed_at"]
    known = pc.if_else(pc.less(shut, until), shut, pa.scalar(None, shut.type))
    table = world.accounts.set_column(ACCOUNTS.get_field_index("closed_at"), "closed_at", known)
    pq.write_table(table, folder / "accounts.parquet")
    result = scan([folder / "exchanges.parquet"], accounts=folder / "accounts.parquet", previous=previous)
    write_result(result, folder)
    return result


def measured(world: World, folder: Path) -> list[str]:
    """The cells of a row: what an hour showed of the pool."""
    before = scanned(world, world.ban, folder / "before")
    after = scanned(world, world.ban + HOUR, folder / "hour", folder / "before")
    names, now = ({campaign.campaign_id for campaign in one.campaigns} for one in (before, after))
    rows = [row for row in after.accounts.to_pylist() if row["account_id"] in world.pool]
    once = [row for row in rows if row["exchanges"] == 1]
    theirs = world.pool | world.crew
    honest = [row for row in after.accounts.to_pylist() if row["campaign_id"] and row["account_id"] not in theirs]
    states = [str(campaign.state) for campaign in after.campaigns]
    kept = ("yes" if now == names else "no") if names else "–"
    found = "yes" if names else "no"
    return [found, _linked(rows), _linked(once), str(len(honest)), kept, ", ".join(states) or "none found"]


def _linked(rows: Sequence[dict[str, Any]]) -> str:
    return f"{sum(row['campaign_id'] is not None for row in rows)} of {len(rows)}"


def table(scenarios: Iterable[str], seeds: Iterable[int], exchanges: int) -> str:
    """A Markdown row for each world and pool."""
    lines = [HEADINGS, ["---"] * len(HEADINGS)]
    seeds = tuple(seeds)
    for scenario in scenarios:
        for seed in seeds:
            with TemporaryDirectory(prefix="stillwatch-") as name:
                folder = Path(name)
                plan = load_scenario(scenario)
                simulate(plan, exchanges=exchanges, seed=seed, prompts=None, out=folder / "world")
                for pool in POOLS:
                    (folder / pool).mkdir()
                    cells = measured(moved(folder / "world", pool, seed), folder / pool)
                    lines.append([scenario, str(seed), pool, *cells])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def main() -> None:
    """Print the table, or put it into a page."""
    parser = argparse.ArgumentParser(description="Measure how fast a standby pool is linked to its campaign.")
    parser.add_argument("--scenario", action="append", help="one of the simulated scenarios; may be repeated")
    parser.add_argument("--seed", action="append", type=int, help="may be repeated")
    parser.add_argument("--exchanges", type=int, default=EXCHANGES_OF_A_WORLD)
    parser.add_argument("--markdown", type=Path, help="a page with the table's markers")
    given = parser.parse_args()
    made = table(given.scenario or SCENARIOS, given.seed or SEEDS, given.exchanges)
    print(made, end="")
    if given.markdown is not None:
        before, begin, rest = given.markdown.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        given.markdown.write_text(f"{before}{begin}\n\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
