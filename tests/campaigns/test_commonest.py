"""The share of members who have the commonest values, or one that a small team has."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.campaigns.commonest import commonest
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import slices_of

CARDS = [1] * 5 + [2] * 3 + [3] * 2 + [4, 5]
"""Five members have one card, three another, two a third, and two their own."""


@pytest.mark.parametrize(("most", "team", "members"), [(1, 0, 5), (2, 0, 8), (1, 2, 7), (0, 3, 5), (0, 6, 10)])
def test_the_commonest_and_teams_are_counted(make_log: Callable[..., Log], most: int, team: int, members: int) -> None:
    log = make_log([{"account_id": f"a{i:02}", "hours": i} for i in range(len(CARDS))])
    slices = slices_of(log, np.array([0, len(CARDS)]), np.arange(len(CARDS), dtype=np.int32))
    codes = np.array(CARDS, dtype=np.int32)

    assert commonest(slices, codes, codes > 0, most, team).tolist() == [pytest.approx(members / len(CARDS))]


def test_little_is_told_of_what_is_hardly_known(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": f"a{i:02}", "hours": i} for i in range(10)])
    slices = slices_of(log, np.array([0, 10]), np.arange(10, dtype=np.int32))
    codes = np.array([1, 1] + [0] * 8, dtype=np.int32)

    assert commonest(slices, codes, codes > 0).tolist() == [0]
