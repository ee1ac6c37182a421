"""Small logs built by hand, whose evidence can be worked out on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from stillwatch.evidence.log import Log, build_log
from stillwatch.fingerprints.traits import fingerprint
from stillwatch.records.tables import ACCOUNTS, EXCHANGES

START = datetime(2026, 6, 1, tzinfo=UTC)


class LogBuilder:
    """Builds logs from short rows: ``hours`` after the start instead of a time, an account name, and any columns."""

    def __call__(self, rows: Sequence[Mapping[str, Any]], accounts: Sequence[Mapping[str, Any]] | None = None) -> Log:
        full = [self._exchange(i, row) for i, row in enumerate(sorted(rows, key=lambda row: row.get("hours", 0)))]
        batch = pa.RecordBatch.from_pylist(full, schema=EXCHANGES)
        table = None if accounts is None else pa.Table.from_pylist(
            [{name: None for name in ACCOUNTS.names} | dict(row) for row in accounts], schema=ACCOUNTS
        )
        return build_log(pa.Table.from_batches([fingerprint(batch)]), table)

    @staticmethod
    def _exchange(i: int, row: Mapping[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in row.items() if name != "hours"}
        base = {name: None for name in EXCHANGES.names} | {"exchange_id": f"e{i}", "model": "m"}
        return base | {"started_at": START + timedelta(hours=row.get("hours", 0))} | given


@pytest.fixture(scope="session")
def make_log() -> LogBuilder:
    """A function from rows (and accounts) to a log."""
    return LogBuilder()
