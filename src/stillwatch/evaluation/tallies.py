"""Counts of a result against its truth: two relations that DuckDB joins and groups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from stillwatch.records.errors import UsageError

UNKNOWN_KIND: Final = "unknown"
"""The kind of an account that the truth does not name."""

_EXCHANGES: Final = """
    SELECT truth.campaign_id, found.campaign_id, count(*),
           count(*) FILTER (truth.capability IS NOT DISTINCT FROM found.capability)
    FROM read_parquet($truth) AS truth JOIN read_parquet($found) AS found USING (exchange_id)
    GROUP BY ALL ORDER BY ALL
"""
_ACCOUNTS: Final = """
    SELECT coalesce(truth.kind, $unknown), found.campaign_id IS NOT NULL,
           coalesce(found.action IN ('restrict', 'suspend'), false), count(*)
    FROM read_parquet($found) AS found LEFT JOIN read_parquet($truth) AS truth USING (account_id)
    GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class ExchangeTally:
    """Exchanges of the true campaign ``truth`` that the result put in ``said``; None is no campaign."""

    truth: str | None
    said: str | None
    exchanges: int
    same_capability: int


@dataclass(frozen=True, slots=True)
class AccountTally:
    """Accounts of one true kind, by whether they were put in a campaign and whether a hard action was proposed."""

    kind: str
    flagged: bool
    restricted: bool
    accounts: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """All that the measures need, however large the log was."""

    exchanges: tuple[ExchangeTally, ...]
    accounts: tuple[AccountTally, ...]


def tally(result: Path, world: Path) -> Tallies:
    """Join the folder ``result`` with the truth tables of ``world`` and count.

    Raises:
        UsageError: A table is missing, or no exchange of the result is in the truth.
    """
    files = {
        "exchanges": (_table(result, "exchanges.parquet"), _table(world, "truth_exchanges.parquet")),
        "accounts": (_table(result, "accounts.parquet"), _table(world, "truth_accounts.parquet")),
    }
    with duckdb.connect() as connection:
        exchanges = _rows(connection, _EXCHANGES, *files["exchanges"])
        accounts = _rows(connection, _ACCOUNTS, *files["accounts"], unknown=UNKNOWN_KIND)
    if not exchanges:
        raise UsageError(f"no exchange of {result} is in the truth of {world}; pass the world that was scanned")
    if sum(row[-1] for row in accounts if row[0] == UNKNOWN_KIND) > sum(row[-1] for row in accounts) / 2:
        raise UsageError(f"most accounts of {result} are not in the truth of {world}: is the result pseudonymized?")
    return Tallies(tuple(ExchangeTally(*row) for row in exchanges), tuple(AccountTally(*row) for row in accounts))


def _table(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise UsageError(f"{path} is not there; pass a folder that holds {name}")
    return path


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, found: Path, truth: Path, **more: str
) -> list[tuple[Any, ...]]:
    return connection.execute(query, {"found": str(found), "truth": str(truth), **more}).fetchall()
