"""Rates of equal pairs, against counting every pair."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.coincidence import Agreement, agreement, coincidence, crowd

VALUES = st.lists(st.integers(0, 6), min_size=0, max_size=25)


def slow_rate(values: list[int]) -> float:
    known = [value for value in values if value]
    pairs = list(combinations(known, 2))
    return sum(left == right for left, right in pairs) / len(pairs) if pairs else 0.0


@given(VALUES)
def test_the_rate_is_that_of_all_pairs(values: list[int]) -> None:
    assert agreement(np.array(values, dtype=np.int32)).rate == pytest.approx(slow_rate(values))


@given(st.lists(VALUES, max_size=4))
def test_each_slice_is_counted_alone(parts: list[list[int]]) -> None:
    offsets = np.cumsum([0, *map(len, parts)]).astype(np.int64)
    flat = np.array([value for part in parts for value in part], dtype=np.int32)
    found = coincidence(offsets, flat, Agreement(1e4, 1e6))
    assert found.rate == pytest.approx([slow_rate(part) for part in parts])
    assert found.known.tolist() == [sum(value > 0 for value in part) for part in parts]


def test_sharing_at_the_rate_of_the_log_weighs_nothing_and_rare_sharing_much() -> None:
    random = np.random.default_rng(1)
    usual = random.integers(1, 50, 400).astype(np.int32)
    rare = random.integers(1, 6, 400).astype(np.int32)
    everybody = np.concatenate([random.integers(1, 50, 4000).astype(np.int32), usual, rare])
    bits = coincidence(np.array([0, 400, 800]), np.concatenate([usual, rare]), agreement(everybody)).bits
    assert bits[0] < 0.5
    assert bits[1] == pytest.approx(np.log2(50 / 5), abs=0.5)


def test_an_operation_that_is_half_of_the_log_is_not_its_own_background() -> None:
    own, others = np.repeat(np.arange(1, 6), 40).astype(np.int32), np.arange(100, 300, dtype=np.int32)
    found = coincidence(np.array([0, 200]), own, agreement(np.concatenate([own, others])))
    assert found.bits[0] > 8


def test_a_single_shared_pair_is_no_evidence() -> None:
    assert coincidence(np.array([0, 4]), np.array([7, 7, 1, 2], dtype=np.int32), Agreement(1.0, 1e6)).bits[0] == 0


def test_a_crowd_counts_where_nearly_all_of_many_share() -> None:
    sharing, known = np.array([340, 12, 20, 340]), np.array([341, 12, 100, 341])

    found = crowd(sharing, known, np.array([1e-6, 1e-6, 1e-6, 0.5]))

    assert found[0] == pytest.approx(np.log2(340), abs=0.1)
    assert found[1] == pytest.approx(np.log2(12), abs=0.1)
    assert found[2] < 0.3
    assert found[3] == 0
