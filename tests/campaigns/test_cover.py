"""On accounts of one operation, another is told only where its own exchanges speak for it."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.cover import without_cover
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.telling import Told


def told(own: float, first: int = 0) -> Told:
    accounts = np.arange(first, first + 5, dtype=np.int32)
    return Told(Operation(accounts, accounts, own, 0.005, 0.999, (), (), ()), own)


@pytest.mark.parametrize(
    ("own", "kept"),
    [([4.0, -0.1], [4.0]), ([0.0, 2.2], [2.2]), ([0.4, 2.2], [0.4, 2.2]), ([0.0, -1.0], [0.0, -1.0]), ([-2.0], [-2.0])],
)
def test_cover_is_no_other_operation(own: list[float], kept: list[float]) -> None:
    assert [one.bits for one in without_cover([told(bits) for bits in own])] == kept


def test_an_operation_on_accounts_of_its_own_is_no_cover() -> None:
    assert len(without_cover([told(4.0), told(0.0, first=5)])) == 2
    assert len(without_cover([told(4.0), told(0.0, first=2)])) == 1
