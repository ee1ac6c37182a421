"""A campaign is closed in one wave and goes on from a standby pool: within the hour the pool is linked to its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.records.result import ScanResult
from stillwatch.scanning import scan, write_result

START = datetime(2026, 6, 1, tzinfo=UTC)
POOLED = ("payment_id", "device_id")


@dataclass(frozen=True, slots=True)
class Move:
    """A town whose crew is closed at ``ban`` and goes on as a standby pool, minutes later."""

    exchanges: pa.Table
    accounts: pa.Table
    ban: Any

    def scan(self, folder: Path, begin: Any, end: Any, previous: Path | None = None) -> ScanResult:
        """Scan what was known at ``end`` of the exchanges from ``begin`` on, and write the result."""
        folder.mkdir()
        time = self.exchanges["started_at"]
        late = pc.less(time, end) if begin is None else pc.and_(pc.less(time, end), pc.greater_equal(time, begin))
        pq.write_table(self.exchanges.filter(late), folder / "e.parquet")
        closed = self.accounts["closed_at"]
        known = pc.if_else(pc.less(closed, end), closed, pa.scalar(None, closed.type))
        table = self.accounts.set_column(self.accounts.schema.get_field_index("closed_at"), "closed_at", known)
        pq.write_table(table, folder / "a.parquet")
        result = scan([folder / "e.parquet"], accounts=folder / "a.parquet", previous=previous)
        write_result(result, folder / "result")
        return result


def moved(town: Any, place: int, *, pooled: bool) -> Move:
    """The town after a ban in the hour of the campaign's exchange ``place``: a standby pool goes on minutes later."""
    table = town.table().to_pylist()
    busy = sorted(row["started_at"] for row in table if row["exchange_id"].startswith("campaign"))
    ban = busy[place].replace(minute=0, second=0, microsecond=0)
    for row in table:
        if row["exchange_id"].startswith("campaign") and row["started_at"] >= ban:
            row["account_id"] = "s" + row["account_id"][1:]
            row["started_at"] += timedelta(minutes=3)
    people = town.account_table().to_pylist()
    pool = []
    for one in people:
        if one["account_id"].startswith("c"):
            own = {} if pooled else {name: f"{name}-s-{one['account_id']}" for name in POOLED}
            pool.append(one | own | {"account_id": "s" + one["account_id"][1:]})
            one["closed_at"] = ban
    exchanges = pa.Table.from_pylist(table, schema=town.table().schema)
    return Move(exchanges, pa.Table.from_pylist(people + pool, schema=town.account_table().schema), ban)


def linked(result: ScanResult) -> dict[str, str | None]:
    """The campaign of every standby account that sent something."""
    rows = result.accounts.to_pylist()
    return {row["account_id"]: row["campaign_id"] for row in rows if row["account_id"].startswith("s")}


@pytest.mark.parametrize("pooled", [True, False])
def test_within_an_hour_the_pool_has_the_campaigns_name(town: Any, tmp_path: Path, *, pooled: bool) -> None:
    move = moved(town, 560, pooled=pooled)
    before = move.scan(tmp_path / "before", None, move.ban)
    after = move.scan(tmp_path / "hour", None, move.ban + timedelta(hours=1), tmp_path / "before" / "result")

    (old,), (new,) = before.campaigns, after.campaigns
    pool = linked(after)
    assert len(pool) >= 12
    assert set(pool.values()) == {old.campaign_id} == {new.campaign_id}
    assert [one.event for one in new.history][-3:] == ["accounts_closed", "found_again", "taken_over"]
    assert new.state == "displaced"
    assert not [name for name in honest(after) if name]


def next_log(town: Any, ban: datetime, *, pooled: bool) -> Move:
    """The town a fortnight later: the same work, all of it from a standby pool since the crew was closed at ``ban``."""
    move = moved(town, 0, pooled=pooled)
    later = pc.add(move.exchanges["started_at"], pa.scalar(timedelta(days=14), pa.duration("us")))
    exchanges = move.exchanges.set_column(1, move.exchanges.schema.field(1), later)
    closed = move.accounts["closed_at"]
    shut = pc.if_else(pc.is_valid(closed), pa.scalar(ban, closed.type), closed)
    place = move.accounts.schema.get_field_index("closed_at")
    return Move(exchanges, move.accounts.set_column(place, "closed_at", shut), ban)


@pytest.mark.parametrize("pooled", [True, False])
def test_a_later_log_alone_is_known_by_what_was_kept(town: Any, tmp_path: Path, *, pooled: bool) -> None:
    end = START + timedelta(days=14)
    (old,) = Move(town.table(), town.account_table(), None).scan(tmp_path / "first", None, end).campaigns
    move = next_log(town, old.last_seen + timedelta(minutes=1), pooled=pooled)
    second = move.scan(tmp_path / "second", None, START + timedelta(days=30), tmp_path / "first" / "result")

    (new,) = second.campaigns
    assert new.campaign_id == old.campaign_id
    assert new.history[: len(old.history)] == old.history
    later = [(one.event, one.state) for one in new.history[len(old.history) :]]
    assert later[:3] == [("accounts_closed", "disrupted"), ("silent", "ended"), ("found_again", "starting")]


def honest(result: ScanResult) -> list[str | None]:
    """The campaigns of the honest accounts."""
    return [row["campaign_id"] for row in result.accounts.to_pylist() if row["account_id"].startswith("h")]
