"""The columns that bodies can tell."""

from __future__ import annotations

from dataclasses import fields

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.bodies.interface import Bodies


def test_all_but_three_are_the_contracts_columns() -> None:
    assert {field.name for field in fields(Bodies)} - set(EXCHANGES.names) == {"user", "response_id", "created"}
