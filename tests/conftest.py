"""What every test shares: where things are, small logs built by hand, and that CI skips nothing."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import settings

from stillwatch.evidence.log import Codes, Log, build_log
from stillwatch.evidence.slices import Slices, slices_of
from stillwatch.fingerprints.traits import fingerprint
from stillwatch.records.tables import ACCOUNTS, EXCHANGES

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared"

settings.register_profile("stillwatch", deadline=None)  # the first example of a kernel compiles it
settings.load_profile("stillwatch")

START: Final = datetime(2026, 6, 1, tzinfo=UTC)
LAUNCH_DAY: Final = 7
HONEST: Final = 720
CREW: Final = 40
MIXED: Final = 10
"""The first accounts of the crew carry honest traffic too."""
TRADES: Final = 24
"""Half of the honest accounts have one of these many system prompts, as users of a framework do."""
WORDING: Final = "Write out step by step the reasoning that could have led to the finished answer of this problem:"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Town:
    """Rows of exchanges (``hours`` after the start for a time) and accounts; ``c0`` to ``c39`` run one campaign.

    Exchange ids begin with ``campaign`` or ``honest``. The campaign pools payment methods and devices, signed up in
    one day, works in the same hours, and moves to ``m2`` when that is launched.
    """

    exchanges: list[Row]
    accounts: list[Row]

    def table(self) -> pa.Table:
        """The exchanges in the contract's schema."""
        return _exchange_table(self.exchanges)

    def account_table(self) -> pa.Table:
        """The accounts in the contract's schema."""
        return _account_table(self.accounts)

    def release_table(self) -> pa.Table:
        """The launch of ``m2``."""
        return pa.table({"model": ["m2"], "released_at": [START + timedelta(days=LAUNCH_DAY)]})


def _exchange_table(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows in time order; the id, time and model of a row are made up where they are not given."""
    full = [
        dict.fromkeys(EXCHANGES.names)
        | {"exchange_id": f"e{i}", "model": "m", "started_at": START + timedelta(hours=row.get("hours", 0))}
        | {name: value for name, value in row.items() if name != "hours"}
        for i, row in enumerate(sorted(rows, key=lambda row: row.get("hours", 0)))
    ]
    return pa.Table.from_pylist(full, schema=EXCHANGES)


def _account_table(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([dict.fromkeys(ACCOUNTS.names) | dict(row) for row in rows], schema=ACCOUNTS)


@pytest.fixture(scope="session")
def make_log() -> Callable[..., Log]:
    """A function from rows of exchanges (``hours`` after the start for a time) and of accounts, if any, to a log."""

    def make(rows: Sequence[Mapping[str, Any]], accounts: Sequence[Mapping[str, Any]] | None = None) -> Log:
        batch = _exchange_table(rows).combine_chunks().to_batches()[0]
        table = None if accounts is None else _account_table(accounts)
        return build_log(pa.Table.from_batches([fingerprint(batch)]), table)

    return make


@pytest.fixture(scope="session")
def town() -> Town:
    """Honest accounts and one campaign of forty."""
    chosen = random.Random(5)
    slots = sorted(chosen.sample(range(4 * 24, 12 * 24), 36))
    honest, mixed = [f"h{i}" for i in range(HONEST)], [f"c{i}" for i in range(MIXED)]
    trades = [_words(chosen, 12) for _ in range(TRADES)] + [None] * TRADES
    rows = [_honest(chosen, name, trades[i % len(trades)]) for i, name in enumerate(honest) for _ in range(12)]
    rows += [_honest(chosen, name, None) for name in mixed for _ in range(12)]
    rows += [_campaign(chosen, i, slot) for i in range(CREW) for slot in chosen.sample(slots, 20)]
    for i, row in enumerate(rows):
        row["exchange_id"] += f"-{i}"
    signed_up = {name: START - timedelta(hours=chosen.uniform(24, 24 * 300)) for name in honest}
    people = [{"account_id": name, "created_at": when, "payment_id": f"p-{name}"} for name, when in signed_up.items()]
    return Town(rows, people + [_crew_member(chosen, i) for i in range(CREW)])


@pytest.fixture(scope="session")
def town_log(town: Town, make_log: Callable[..., Log]) -> Log:
    """The town as a log."""
    return make_log(town.exchanges, town.accounts)


@pytest.fixture(scope="session")
def crew(town_log: Log) -> Codes:
    """The codes of the campaign's accounts."""
    return np.flatnonzero([name.startswith("c") for name in town_log.registry.names.to_pylist()]).astype(np.int32)


@pytest.fixture(scope="session")
def crew_rows(town_log: Log) -> Codes:
    """The campaign's exchanges."""
    ids = town_log.traits.column("exchange_id").to_pylist()
    return np.flatnonzero([name.startswith("campaign") for name in ids]).astype(np.int32)


@pytest.fixture(scope="session")
def two_groups(town_log: Log, crew_rows: Codes) -> Slices:
    """Two slices: the campaign's exchanges, and those of as many honest accounts picked at random."""
    names = np.array(town_log.registry.names.to_pylist())
    group = np.random.default_rng(2).choice(np.flatnonzero(np.char.startswith(names, "h")), CREW, replace=False)
    rows = np.flatnonzero(np.isin(town_log.account, group)).astype(np.int32)
    offsets = np.cumsum([0, len(crew_rows), len(rows)])
    return slices_of(town_log, offsets, np.concatenate([crew_rows, rows]))


def _words(chosen: random.Random, count: int) -> str:
    return " ".join("".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(count))


def _honest(chosen: random.Random, name: str, system: str | None) -> Row:
    hours = 24 * chosen.randrange(14) + chosen.uniform(7, 22)
    seen = {"ip": f"10.{chosen.randrange(200)}.{chosen.randrange(200)}.1", "route": chosen.choice(["api", "console"])}
    said = {"prompt": _words(chosen, chosen.randrange(8, 40)), "input_tokens": 30, "output_tokens": 100}
    return {"exchange_id": "honest", "account_id": name, "hours": hours, "model": "m1", "system": system} | seen | said


def _campaign(chosen: random.Random, i: int, slot: int) -> Row:
    model = "m2" if slot >= 24 * LAUNCH_DAY else "m1"
    seen = {"ip": f"203.{chosen.randrange(250)}.{chosen.randrange(50)}.{i}", "route": "api"}
    said = {"prompt": f"{WORDING} {_words(chosen, chosen.randrange(20, 40))}", "input_tokens": 60, "output_tokens": 900}
    when = slot + chosen.random()
    return {"exchange_id": "campaign", "account_id": f"c{i}", "hours": when, "model": model} | seen | said


def _crew_member(chosen: random.Random, i: int) -> Row:
    created = START - timedelta(hours=chosen.uniform(48, 56))
    return {"account_id": f"c{i}", "created_at": created, "payment_id": f"p{i % 5}", "device_id": f"d{i % 10}"}


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of contract and data beside the repository; tests that need it skip where it is not."""
    if not SHARED.is_dir():
        pytest.skip("the folder 'shared' is not beside the repository")
    return SHARED


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a CI run in which a test was skipped: nobody reads a skip there."""
    if os.environ.get("CI") == "true" and _skipped(session.config) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why such a run failed."""
    skipped = _skipped(config)
    if os.environ.get("CI") == "true" and skipped:
        terminalreporter.section("skipped tests fail in CI", red=True)
        for report in skipped:
            terminalreporter.line(report.nodeid)


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    # pytest-xdist's workers have no terminal reporter; their reports reach the one of the controlling process.
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = [] if reporter is None else reporter.stats.get("skipped", [])
    return [report for report in reports if not _lacks_shared(report)]


def _lacks_shared(report: pytest.TestReport) -> bool:
    """Whether the test reads data beside the repository and there are none: a public clone has them nowhere."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    return "shared" in reason and not SHARED.is_dir()
