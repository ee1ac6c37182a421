"""A vendor's exchanges as a batch."""

from __future__ import annotations

from dataclasses import fields

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.exchange import Exchange, rows_of_exchanges
from stillwatch.sources.quarantine import Quarantine


def test_it_has_the_contracts_columns_in_order() -> None:
    assert [field.name for field in fields(Exchange)] == EXCHANGES.names


def test_values_are_checked_when_the_batch_is_made() -> None:
    quarantine = Quarantine()
    exchanges = [Exchange(exchange_id=5, status="404", prompt=["a", {"text": "b"}]), Exchange(max_tokens="lots")]
    rows = rows_of_exchanges(exchanges, [3, 4], "line", 10, quarantine)
    first, second = rows.batch.to_pylist()
    assert (first["exchange_id"], first["status"], first["prompt"]) == ("5", 404, "a\nb")
    assert second["max_tokens"] is None
    assert quarantine.nulled == {"max_tokens": 1}
    assert rows.positions.tolist() == [3, 4]
