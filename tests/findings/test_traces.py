"""Traces are the same in every log that shows the same, and hold no text and no identity that can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log
from stillwatch.findings.traces import MOST_KEPT, remembered, traces
from stillwatch.records.known import Traces


@pytest.fixture(scope="module")
def left(town: Any, town_log: Log, operation: Operation) -> Traces:
    """The traces of the town's campaign."""
    return traces(town_log, operation, town.account_table())


def test_they_name_the_accounts_and_hide_the_rest(left: Traces) -> None:
    assert set(left.accounts) == {f"c{i}" for i in range(40)}
    assert len(left.texts) >= 3
    assert all(len(key) == 16 and int(key, 16) for key in left.texts)
    assert sorted({key.partition(":")[0] for key in left.identities}) == ["device", "payment"]
    assert len(left.identities) == 5 + 10


def test_two_logs_of_one_campaign_have_the_same_keys(town: Any, make_log: Callable[..., Log]) -> None:
    kept = []
    for begin, end in ((0, 8), (8, 14)):
        log = make_log([row for row in town.exchanges if 24 * begin <= row["hours"] < 24 * end], town.accounts)
        ids = log.traits.column("exchange_id").to_pylist()
        rows = np.flatnonzero([name.startswith("campaign") for name in ids]).astype(np.int32)
        whole = Operation(np.unique(log.account[rows]), rows, 12.0, 0.005, 0.99, (), (), ())
        kept.append(traces(log, whole, None))

    assert len(set(kept[0].texts) & set(kept[1].texts)) >= 0.9 * len(kept[0].texts) > 0


def test_without_an_accounts_table_there_are_no_identities(town_log: Log, operation: Operation) -> None:
    assert traces(town_log, operation, None).identities == ()


def test_an_identity_of_one_account_says_nothing(town_log: Log, operation: Operation, town: Any) -> None:
    table: pa.Table = town.account_table()
    own = table.set_column(table.schema.get_field_index("payment_id"), "payment_id", table["account_id"])

    assert {key.partition(":")[0] for key in traces(town_log, operation, own).identities} == {"device"}


def test_what_is_remembered_is_all_with_the_newest_first() -> None:
    old = Traces(("a", "b"), tuple(map(str, range(MOST_KEPT))), ("i",))
    new = Traces(("b", "c"), ("x", "1"), ("j", "i"))

    kept = remembered(new, [old])

    assert kept.accounts == ("b", "c", "a")
    assert kept.texts[:3] == ("x", "1", "0")
    assert len(kept.texts) == MOST_KEPT
    assert kept.identities == ("j", "i")
