"""The ledger of a watch: which files were taken, which hours are where, what was looked at, when campaigns were told.

A DuckDB file; each step of a watch is one transaction, so that a process that is killed has done a step or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from stillwatch.evidence.log import HOUR

TABLES: Final = """
CREATE TABLE IF NOT EXISTS settings (name VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE IF NOT EXISTS runs (run INTEGER PRIMARY KEY, read BIGINT, accepted BIGINT, rejected BIGINT, again BIGINT,
    late BIGINT, seconds DOUBLE, facts VARCHAR);
CREATE TABLE IF NOT EXISTS files (path VARCHAR PRIMARY KEY, size BIGINT, mtime_ns BIGINT, run INTEGER);
CREATE TABLE IF NOT EXISTS segments (segment VARCHAR PRIMARY KEY, run INTEGER, first BIGINT, last BIGINT, rows BIGINT);
CREATE TABLE IF NOT EXISTS hours (hour BIGINT, segment VARCHAR, rows BIGINT);
CREATE TABLE IF NOT EXISTS looks (look INTEGER PRIMARY KEY, run INTEGER, until BIGINT, rows BIGINT, seconds DOUBLE,
    reason VARCHAR);
CREATE TABLE IF NOT EXISTS dealt (segment VARCHAR, campaign_id VARCHAR, exchanges BIGINT);
CREATE TABLE IF NOT EXISTS campaigns (campaign_id VARCHAR PRIMARY KEY, found_at BIGINT, look INTEGER);
CREATE TABLE IF NOT EXISTS answered (account_id VARCHAR, rows BIGINT);
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """A Parquet file of traits: its name, the times of its first and last exchange in microseconds, and its rows."""

    name: str
    first: int
    last: int
    rows: int


@dataclass(frozen=True, slots=True)
class Look:
    """The last look at everything: its number, the newest exchange it saw, and how many there were."""

    number: int
    until: int
    rows: int


class Ledger:
    """All statements to the ledger's database, in one place."""

    def __init__(self, path: Path) -> None:
        self._db = duckdb.connect(str(path))
        self._db.execute(TABLES)

    def close(self) -> None:
        """Write what is left and let the file go."""
        self._db.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """All that the block records, or nothing of it."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def settings(self) -> dict[str, str]:
        """What the state was made with."""
        return dict(self._rows("SELECT name, value FROM settings"))

    def set_settings(self, settings: dict[str, str]) -> None:
        """Record what the state is made with."""
        self._many("INSERT INTO settings VALUES (?, ?)", list(settings.items()))

    def files(self) -> dict[str, tuple[int, int]]:
        """Size and time of change of every file that was taken."""
        return {path: (size, mtime) for path, size, mtime in self._rows("SELECT path, size, mtime_ns FROM files")}

    def next_run(self) -> int:
        """The number of the next run that takes something."""
        return int(self._rows("SELECT coalesce(max(run), 0) + 1 FROM runs")[0][0])

    def add_run(
        self,
        run: int,
        facts: dict[str, Any],
        files: Sequence[tuple[str, int, int]],
        segments: Sequence[Segment],
        hours: Sequence[tuple[int, str, int]],
    ) -> None:
        """Record what a run took; ``facts`` has its counts and ``seconds``: see ``taking``."""
        counts = [facts[name] for name in ("read", "accepted", "rejected", "again", "late", "seconds")]
        self._db.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [run, *counts, json.dumps(facts)])
        self._many("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", [(*one, run) for one in files])
        rows = [(one.name, run, one.first, one.last, one.rows) for one in segments]
        self._many("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", rows)
        self._many("INSERT INTO hours VALUES (?, ?, ?)", hours)

    def facts(self) -> list[dict[str, Any]]:
        """What each run recorded, in order."""
        return [json.loads(facts) for (facts,) in self._rows("SELECT facts FROM runs ORDER BY run")]

    def replace(self, old: Sequence[Segment], new: Segment) -> None:
        """Record that the exchanges of several segments of one day are in one now."""
        names = [one.name for one in old]
        run = self._rows("SELECT max(run) FROM segments WHERE segment IN (SELECT unnest(?))", [names])[0][0]
        self._db.execute(
            """INSERT INTO hours SELECT hour, ?, sum(rows) FROM hours
            WHERE segment IN (SELECT unnest(?)) GROUP BY hour""",
            [new.name, names],
        )
        self._db.execute("DELETE FROM segments WHERE segment IN (SELECT unnest(?))", [names])
        self._db.execute("DELETE FROM hours WHERE segment IN (SELECT unnest(?))", [names])
        self._many("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", [(new.name, run, new.first, new.last, new.rows)])

    def rows(self) -> int:
        """Exchanges taken in all."""
        return int(self._rows("SELECT coalesce(sum(rows), 0) FROM segments")[0][0])

    def newest(self) -> int | None:
        """The time of the newest exchange."""
        found = self._rows("SELECT max(last) FROM segments")[0][0]
        return None if found is None else int(found)

    def segments(self, since: int | None = None) -> tuple[Segment, ...]:
        """All segments with an exchange at ``since`` or later, in order of their first exchanges."""
        sql = "SELECT segment, first, last, rows FROM segments WHERE last >= ? ORDER BY first, segment"
        return tuple(Segment(*row) for row in self._rows(sql, [-(2**62) if since is None else since]))

    def segments_of_hour(self, time: int) -> tuple[str, ...]:
        """The segments that hold exchanges of the hour of ``time``."""
        sql = "SELECT segment FROM hours WHERE hour = ? ORDER BY segment"
        return tuple(name for (name,) in self._rows(sql, [time // HOUR]))

    def look(self) -> Look | None:
        """The last look at everything; None before the first."""
        rows = self._rows("SELECT look, until, rows FROM looks ORDER BY look DESC LIMIT 1")
        return Look(*rows[0]) if rows else None

    def add_look(self, look: Look, run: int, seconds: float, reason: str) -> None:
        """Record a look at everything, after which nothing is dealt by what an earlier one knew."""
        self._db.execute(
            "INSERT INTO looks VALUES (?, ?, ?, ?, ?, ?)", [look.number, run, look.until, look.rows, seconds, reason]
        )
        self._db.execute("DELETE FROM dealt")

    def found(self) -> dict[str, int]:
        """When each campaign was told first, as the time of the newest exchange then."""
        return dict(self._rows("SELECT campaign_id, found_at FROM campaigns"))

    def add_found(self, campaigns: dict[str, int], look: int) -> None:
        """Record when campaigns were told first."""
        rows = [(name, at, look) for name, at in campaigns.items()]
        self._many("INSERT OR IGNORE INTO campaigns VALUES (?, ?, ?)", rows)

    def not_dealt(self, look: Look) -> tuple[Segment, ...]:
        """Segments taken after ``look`` whose exchanges were not dealt yet."""
        sql = """SELECT segment, first, last, rows FROM segments
            WHERE run > (SELECT run FROM looks WHERE look = ?) AND segment NOT IN (SELECT segment FROM dealt)
            ORDER BY first, segment"""
        return tuple(Segment(*row) for row in self._rows(sql, [look.number]))

    def add_dealt(self, segment: Segment, counts: Mapping[str, int]) -> None:
        """Record that a segment was dealt, and each campaign's exchanges in it."""
        rows = [(segment.name, None, segment.rows), *((segment.name, *one) for one in counts.items())]
        self._many("INSERT INTO dealt VALUES (?, ?, ?)", rows)

    def dealt(self) -> dict[str, int]:
        """Each campaign's exchanges since the last look at everything."""
        sql = "SELECT campaign_id, sum(exchanges) FROM dealt WHERE campaign_id IS NOT NULL GROUP BY campaign_id"
        return {name: int(exchanges) for name, exchanges in self._rows(sql)}

    def answered(self, since_rows: float) -> frozenset[str]:
        """Accounts of alarms answered by a look at everything when there were ``since_rows`` exchanges or more."""
        return frozenset(
            name for (name,) in self._rows("SELECT account_id FROM answered WHERE rows >= ?", [since_rows])
        )

    def add_answered(self, accounts: Sequence[str], rows: int) -> None:
        """Record an alarm's accounts as answered at ``rows`` exchanges."""
        self._many("INSERT INTO answered VALUES (?, ?)", [(name, rows) for name in accounts])

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._db.execute(sql, list(values)).fetchall()

    def _many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self._db.executemany(sql, [list(row) for row in rows])
