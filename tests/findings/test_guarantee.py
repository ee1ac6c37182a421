"""Steps beyond a question reach as many accounts as the promise on innocents allows, and no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.operation import Operation
from stillwatch.findings.guarantee import MOST_INNOCENT, admitted, doubts, probability, scores

DOUBT = st.lists(st.floats(0, 1), max_size=40).map(np.array)


@given(DOUBT)
def test_the_expected_share_of_innocents_is_kept(doubt: np.ndarray) -> None:
    chosen = admitted(doubt)

    assert not chosen.any() or doubt[chosen].mean() <= MOST_INNOCENT * (1 + 1e-9)


@given(DOUBT)
def test_nobody_is_spared_who_is_surer_than_one_that_is_not(doubt: np.ndarray) -> None:
    chosen = admitted(doubt)

    assert chosen.all() or not chosen.any() or doubt[chosen].max() <= doubt[~chosen].min()


def test_as_many_as_the_promise_allows() -> None:
    assert admitted(np.array([0.0, 0.002, 0.5, 0.0, 0.0])).tolist() == [True, True, False, True, True]


def test_half_of_the_bits_are_believed() -> None:
    assert probability(np.array([0.0, 2.0, -2.0])).tolist() == pytest.approx([1 / 2, 2 / 3, 1 / 3])


def test_an_account_is_in_doubt_for_the_campaign_and_for_itself(operation: Operation) -> None:
    weighed = replace(operation, bits=40.0, membership=np.linspace(0, 60, len(operation.accounts)))

    doubt = doubts(weighed)

    assert doubt[0] == pytest.approx(0.5, abs=0.01)
    assert np.all(np.diff(doubt) <= 0)
    assert doubt[-1] < MOST_INNOCENT
    assert doubts(replace(operation, bits=2.0, membership=None)) == pytest.approx(2 / 3)


def test_a_score_is_never_surer_than_the_doubt_allows_nor_than_the_campaign(operation: Operation) -> None:
    weighed = replace(operation, bits=20.0, confidence=0.9, membership=np.linspace(-9, 60, len(operation.accounts)))

    score = scores(weighed)

    assert np.all(np.diff(score) >= 0)
    assert score[0] < 0.1
    assert score[-1] == pytest.approx(0.9)
    assert scores(replace(operation, confidence=0.9, membership=None)) == pytest.approx(0.45)
