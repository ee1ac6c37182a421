"""Accounts are joined by what they share, but not by hubs."""

from __future__ import annotations

import numpy as np
import pytest

from baselines import unions
from baselines.interface import ALONE


def test_values_of_one_account_and_of_too_many_are_left_out() -> None:
    pairs = [(0, "own"), (0, "own"), (0, "pair"), (1, "pair"), *((i, "hub") for i in range(4))]

    assert unions.shared_values(pairs, 3) == {"pair": frozenset({0, 1})}


def test_chains_are_one_component_and_loners_are_in_none() -> None:
    group = unions.components([(0, 1), (1, 2), (4, 5)], 7)

    assert group[0] == group[1] == group[2] != group[4]
    assert group[4] == group[5]
    assert group[3] == group[6] == ALONE


def test_a_value_joins_all_who_have_it() -> None:
    group = unions.joined({"x": frozenset({3, 1, 0})}, 4)

    assert group[0] == group[1] == group[3] != ALONE
    assert group[2] == ALONE


def test_sizes_and_degrees() -> None:
    assert unions.sizes(np.array([0, 0, -1, 2])).tolist() == [2, 2, 0, 1]
    assert unions.sizes(np.array([-1, -1])).tolist() == [0, 0]
    assert unions.degrees([(0, 1), (1, 2)], 4).tolist() == [1, 2, 1, 0]


@pytest.mark.parametrize("accounts", [0, 3])
def test_no_links_are_no_error(accounts: int) -> None:
    assert unions.components([], accounts).tolist() == [ALONE] * accounts
    assert unions.degrees([], accounts).tolist() == [0] * accounts
