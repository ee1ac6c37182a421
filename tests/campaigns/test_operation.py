"""A campaign as codes: sorted accounts, ascending rows that are theirs, and fixed text inside them."""

from __future__ import annotations

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log


def test_the_codes_are_in_order_and_agree(found: tuple[Operation, ...], town_log: Log) -> None:
    for one in found:
        assert np.all(np.diff(one.accounts) > 0)
        assert np.all(np.diff(one.rows) > 0)
        assert np.unique(town_log.account[one.rows]).tolist() == one.accounts.tolist()


def test_fixed_texts_stand_in_the_operations_rows(found: tuple[Operation, ...]) -> None:
    assert found[0].fixed
    for fixed in found[0].fixed:
        assert np.isin(fixed.rows, found[0].rows).mean() >= 0.9
