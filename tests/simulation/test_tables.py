"""Tables of a draft have columns of one length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from stillwatch.simulation.draft import Draft
from stillwatch.simulation.populations.ordinary import ordinary_api
from stillwatch.simulation.tables import NONE, Accounts, Streams, Tasks


def test_columns_of_a_table_have_one_length(enrolled: Callable[..., object], draft: Draft) -> None:
    enrolled(ordinary_api, 50, 400)

    tables: list[Accounts | Streams | Tasks] = [*draft.accounts, *draft.streams, *draft.tasks]
    for table in tables:
        assert len({len(getattr(table, field.name)) for field in fields(table)}) == 1


def test_none_is_no_code() -> None:
    assert NONE < 0
