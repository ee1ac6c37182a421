"""Conversations are dealt to the programs that share accounts; a mixture of two programs is no third one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.campaigns.habits import Habit
from stillwatch.campaigns.mixture import dealt, needed
from stillwatch.evidence.log import Ints

ACCOUNTS, TEXT = 12, 40


def world(seed: int, own: Ints) -> list[Habit]:
    """Conversations on twelve accounts, on each of which either program mostly has a model of its own."""
    chosen = np.random.default_rng(seed)
    account = chosen.integers(0, ACCOUNTS, len(own))
    stray = chosen.random(len(own)) < 0.1
    return [Habit(account, (account + own + stray) % 3, np.full(3, 1 / 3))]


def test_texts_and_habits_tell_whose_a_conversation_is() -> None:
    own = np.repeat([0, 1], 400)
    text = np.repeat(np.arange(20), TEXT).astype(np.int32)
    text[::5] = 20

    share = dealt(world(3, own), text, [np.arange(0, 40), np.arange(400, 440)])

    assert (share.argmax(axis=1) == own)[text < 20].mean() > 0.98
    assert (share.argmax(axis=1) == own).mean() > 0.95


@settings(max_examples=20)
@given(st.integers(0, 1000), st.integers(2, 4))
def test_shares_are_probabilities(seed: int, groups: int) -> None:
    own = np.random.default_rng(seed).integers(0, 2, 60)
    text = np.repeat(np.arange(6), 10).astype(np.int32)

    share = dealt(world(seed, own), text, [np.arange(10 * k, 10 * k + 10) for k in range(groups)])

    assert share.shape == (60, groups)
    assert share.sum(axis=1) == pytest.approx(np.ones(60))
    assert (share >= 0).all()


def test_a_text_that_two_programs_have_in_common_is_no_third() -> None:
    own = np.concatenate([np.repeat([0, 1], 400), np.tile([0, 1], 60)])
    groups = [np.arange(400), np.arange(400, 800), np.arange(800, 920)]

    kept = needed(world(4, own), groups)

    assert [len(one) for one in kept] == [400, 400]


def test_three_programs_are_three() -> None:
    own = np.repeat([0, 1, 2], [400, 400, 120])

    assert len(needed(world(5, own), [np.flatnonzero(own == k) for k in range(3)])) == 3


def test_a_single_program_is_needed() -> None:
    assert len(needed(world(6, np.zeros(50, dtype=np.int64)), [np.arange(50)])) == 1
