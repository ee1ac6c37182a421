"""Writes a world's folder: exchanges in parts, accounts, releases, the truth, and a summary."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.records.tables import ACCOUNTS, EXCHANGES, RELEASES, TIMESTAMP, TRUTH_ACCOUNTS, TRUTH_EXCHANGES
from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.arrivals import Arrivals
from stillwatch.simulation.columns import Floats, Ints
from stillwatch.simulation.ids import hex_ids, optional_ids, with_nulls
from stillwatch.simulation.ladder.rung import Step
from stillwatch.simulation.networks import COUNTRIES
from stillwatch.simulation.payloads import Payloads
from stillwatch.simulation.people import FREE_MAIL, OWN_DOMAIN, REASONS, TEMPORARY_MAIL, VERIFICATIONS
from stillwatch.simulation.populations.kinds import KIND_NAMES
from stillwatch.simulation.prose import prompts, systems
from stillwatch.simulation.rhythm import DAY
from stillwatch.simulation.rows import (
    SALTS,
    Part,
    World,
    cut,
    identity_columns,
    lose,
    request_columns,
    token_columns,
)
from stillwatch.simulation.scenario import Scenario
from stillwatch.simulation.vocabulary import PLANS

if TYPE_CHECKING:
    from collections.abc import Callable

PART_ROWS: Final = 200_000
WORKERS: Final = 2
"""Parts written at once: each holds the text of ``PART_ROWS`` exchanges."""
MARK: Final = {b"stillwatch.simulated": b"true"}
_ACCOUNT_LOSS: Final = 0.03


@dataclass(frozen=True, slots=True)
class WorldSummary:
    """What was written; ``campaigns`` is own exchanges by campaign, ``kinds`` accounts by kind.

    ``rungs`` are the strengths of the evasion ladder's rungs that every campaign climbed, by name; ``sources`` the
    sources of real prompts.
    """

    scenario: str
    seed: int
    exchanges: int
    accounts: int
    campaigns: dict[str, int]
    kinds: dict[str, int]
    prompts: str
    rungs: dict[str, float]
    sources: tuple[str, ...] = ()
    simulated: bool = True


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a world was made from: its seed, grammar or real prompts, the rungs climbed, the sources of real prompts."""

    seed: int
    prompts: str
    steps: tuple[Step, ...] = ()
    sources: tuple[str, ...] = ()


class WorldWriter:
    """Writes one world; rows of a part depend on the seed and the part's place only."""

    def __init__(self, out: Path, scenario: Scenario, world: World, payloads: Payloads, made: Provenance) -> None:
        self._out, self._scenario, self._world, self._payloads, self._made = out, scenario, world, payloads, made
        self._names = [plan.name for plan in scenario.campaigns]

    def write(self, arrivals: Arrivals, progress: Callable[[int, int], None] | None) -> WorldSummary:
        """Write every file; exchanges come in parts sorted by time."""
        folder = self._out / "exchanges"
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("*.parquet"):
            stale.unlink()
        total = len(arrivals.time)
        own: Counter[str] = Counter()
        with pq.ParquetWriter(
            self._out / "truth_exchanges.parquet", TRUTH_EXCHANGES.with_metadata(MARK), compression="zstd"
        ) as truth:
            for number, labels in enumerate(self._parts(arrivals, folder)):
                truth.write_table(labels)
                counted = pc.value_counts(labels["campaign_id"].combine_chunks()).to_pylist()
                own.update({one["values"]: one["counts"] for one in counted if one["values"] is not None})
                if progress:
                    progress(min((number + 1) * PART_ROWS, total), total)
        self._write_rest()
        return self._summarise(total, dict(own))

    def _parts(self, arrivals: Arrivals, folder: Path) -> Iterator[pa.Table]:
        """Write the parts on ``WORKERS`` threads and give their labels in order; few are under way at once."""

        def written(number: int) -> pa.Table:
            part = cut(self._world, arrivals, number * PART_ROWS, PART_ROWS)
            table = self.exchanges(part, number)
            pq.write_table(table, folder / f"part-{number:05d}.parquet", compression="zstd")
            return self.labels(part, table["exchange_id"])

        under_way: deque[Future[pa.Table]] = deque()
        with ThreadPoolExecutor(WORKERS) as pool:
            for number in range(-(-len(arrivals.time) // PART_ROWS)):
                under_way.append(pool.submit(written, number))
                if len(under_way) > WORKERS:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

    def exchanges(self, part: Part, number: int) -> pa.Table:
        """One part of the exchanges, in the contract's schema."""
        rng = np.random.default_rng([self._made.seed, number, 17])
        world = self._world
        columns = identity_columns(world, part, rng) | request_columns(world, part, rng)
        columns["prompt"] = prompts(world, part, self._payloads, rng)
        columns["system"] = systems(world, part)
        letters = np.asarray(pc.binary_length(columns["prompt"])) + np.asarray(
            pc.fill_null(pc.binary_length(columns["system"]), 0)
        )
        columns |= token_columns(world, part, letters, np.asarray(columns["status"]), rng)
        columns = lose(world, part, columns, rng)
        empty = pa.nulls(part.size, pa.string())
        arrays = [columns.get(field.name, empty).cast(field.type) for field in EXCHANGES]
        return pa.Table.from_arrays(arrays, schema=EXCHANGES.with_metadata(MARK))

    def labels(self, part: Part, exchange_id: pa.ChunkedArray) -> pa.Table:
        """The truth of one part: campaign and capability, null on honest traffic."""
        campaign = self._world.streams.campaign[part.stream]
        capability = pa.array(self._world.tasks.capability[part.task], mask=campaign < 0)
        named = pa.array(self._names or [""]).take(pa.array(campaign, mask=campaign < 0))
        columns = [exchange_id, named, pa.array(CAPABILITIES).take(capability)]
        return pa.Table.from_arrays(columns, schema=TRUTH_EXCHANGES.with_metadata(MARK))

    def _write_rest(self) -> None:
        world, out = self._world, self._out
        order = np.argsort(
            np.asarray(hex_ids(np.arange(len(world.accounts.kind)), world.salt + SALTS["account"]).to_pylist())
        )
        pq.write_table(self._accounts(order), out / "accounts.parquet", compression="zstd")
        pq.write_table(self._truth_accounts(order), out / "truth_accounts.parquet", compression="zstd")
        days = np.array([release.day for release in self._scenario.releases])
        releases = [pa.array(world.models, pa.string()), _moments(world.start_us, days * DAY)]
        pq.write_table(pa.Table.from_arrays(releases, schema=RELEASES.with_metadata(MARK)), out / "releases.parquet")

    def _accounts(self, order: Ints) -> pa.Table:
        world, rng = self._world, np.random.default_rng([self._made.seed, 23])
        people, salt = world.accounts, world.salt
        columns: dict[str, pa.Array] = {
            "account_id": hex_ids(np.arange(len(people.kind)), salt + SALTS["account"]),
            "created_at": _moments(world.start_us, people.created),
            "organization_id": optional_ids(people.organization, salt + SALTS["organization"]),
            "plan": pa.array(PLANS).take(pa.array(people.plan)),
            "verification": pa.array(VERIFICATIONS).take(pa.array(people.verification)),
            "email_domain": _domains(people.domain, salt),
            "payment_id": optional_ids(people.payment, salt + SALTS["payment"]),
            "phone_id": optional_ids(people.phone, salt + SALTS["phone"]),
            "device_id": optional_ids(people.device, salt + SALTS["device"]),
            "signup_ip": world.addresses.text(people.signup_address),
            "country": pa.array(COUNTRIES).take(pa.array(people.country)),
            "closed_at": _moments(world.start_us, people.closed),
            "closed_reason": pa.array(REASONS).take(pa.array(people.reason, mask=people.reason < 0)),
        }
        kept = {"account_id", "created_at", "closed_at", "closed_reason"}
        arrays = []
        for field in ACCOUNTS:
            lost = rng.random(len(order)) < (0.0 if field.name in kept else _ACCOUNT_LOSS * world.missing)
            arrays.append(with_nulls(columns[field.name], lost).cast(field.type).take(pa.array(order)))
        return pa.Table.from_arrays(arrays, schema=ACCOUNTS.with_metadata(MARK))

    def _truth_accounts(self, order: Ints) -> pa.Table:
        people = self._world.accounts
        campaign = pa.array(people.campaign, mask=people.campaign < 0)
        columns = [
            hex_ids(np.arange(len(people.kind)), self._world.salt + SALTS["account"]),
            pa.array(KIND_NAMES).take(pa.array(people.kind)),
            pa.array(self._names or [""]).take(campaign),
        ]
        return pa.Table.from_arrays(
            [column.take(pa.array(order)) for column in columns], schema=TRUTH_ACCOUNTS.with_metadata(MARK)
        )

    def _summarise(self, total: int, own: dict[str, int]) -> WorldSummary:
        kinds = Counter(np.array(KIND_NAMES)[self._world.accounts.kind].tolist())
        summary = WorldSummary(
            self._scenario.name,
            self._made.seed,
            total,
            len(self._world.accounts.kind),
            own,
            dict(sorted(kinds.items())),
            self._made.prompts,
            {step.rung.name: step.strength for step in self._made.steps},
            self._made.sources,
        )
        text: dict[str, Any] = asdict(summary)
        (self._out / "world.json").write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")
        return summary


def _moments(start_us: int, seconds: Floats) -> pa.Array:
    absent = np.isnan(seconds)
    return pa.array(start_us + (np.where(absent, 0, seconds) * 1e6).astype(np.int64), pa.int64(), mask=absent).cast(
        TIMESTAMP
    )


def _domains(codes: Ints, salt: int) -> pa.Array:
    """Named mailboxes and universities; a hash for domains of one holder."""
    named = (*FREE_MAIL, *TEMPORARY_MAIL)
    own = codes >= OWN_DOMAIN
    label = pc.utf8_slice_codeunits(hex_ids(codes, salt + SALTS["domain"]), 0, 10)
    university = (codes >= len(named)) & ~own
    suffix = pa.array([".example", ".edu.example"]).take(pa.array(university.astype(np.int64)))
    built = pc.binary_join_element_wise(label, suffix, "")
    known = pa.array(named).take(pa.array(np.where(codes < len(named), codes, 0)))
    return pc.if_else(pa.array(codes < len(named)), known, built)
