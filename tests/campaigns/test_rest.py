"""What is left of an account is honest traffic, more of the operation's own, or both, in a proportion of its own."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.rest import own_share

HONEST = -6.0


def test_each_account_mixes_in_a_proportion_of_its_own() -> None:
    chosen = np.random.default_rng(3)
    truth = np.concatenate([np.arange(400) < 360, np.arange(400) < 40])
    bits = (np.where(truth, 4, -4) + chosen.normal(0, np.sqrt(8), 800)) / np.log(2)
    account = np.repeat([4, 9], 400).astype(np.int32)

    share = own_share(bits, account)

    assert share[:400].mean() == pytest.approx(0.9, abs=0.04)
    assert share[400:].mean() == pytest.approx(0.1, abs=0.04)
    doubtful = own_share(np.array([0.0, *bits[1:-1], 0.0]), account)
    assert doubtful[0] > 0.75
    assert doubtful[-1] < 0.25


def test_an_account_with_few_exchanges_is_judged_like_the_others() -> None:
    bits = np.concatenate([np.full(300, HONEST), [0.5]])
    account = np.concatenate([np.zeros(300), [1]]).astype(np.int32)

    assert own_share(bits, account)[-1] < 0.1


def test_nothing_to_tell_by_says_nothing() -> None:
    assert own_share(np.zeros(5), np.zeros(5, dtype=np.int32)).tolist() == [0.5] * 5


def test_nothing_left_is_nothing_to_judge() -> None:
    assert len(own_share(np.empty(0), np.empty(0, dtype=np.int32))) == 0
