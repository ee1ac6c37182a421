"""Small logs for the baselines, built by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from baselines.interface import Log, made_log

START = datetime(2026, 6, 1, tzinfo=UTC)
Rows = Sequence[Mapping[str, Any]]


@pytest.fixture(scope="session")
def log_of() -> Callable[..., Log]:
    """A function from rows of exchanges (``at`` in seconds after the start) and of accounts, if any, to a log."""

    def make(rows: Rows, accounts: Rows = ()) -> Log:
        exchanges = [
            {"exchange_id": f"e{i}", "model": "m", "prompt": None, "started_at": START + timedelta(seconds=row["at"])}
            | {name: value for name, value in row.items() if name != "at"}
            for i, row in enumerate(rows)
        ]
        return made_log(pa.Table.from_pylist(exchanges), pa.Table.from_pylist(list(accounts)) if accounts else None)

    return make


@pytest.fixture(scope="session")
def people_of(log_of: Callable[..., Log]) -> Callable[..., Log]:
    """A function from rows of accounts to a log in which each, in this order, has one exchange."""

    def make(accounts: Rows) -> Log:
        rows = [{"account_id": row["account_id"], "at": place} for place, row in enumerate(accounts)]
        return log_of(rows, accounts)

    return make
