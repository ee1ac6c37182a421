"""What two programs on the same accounts must differ in to be two operators."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.habits import habits_of
from stillwatch.campaigns.one_operator import in_common, told_apart
from stillwatch.campaigns.texts import Talks, talks_of
from stillwatch.evidence.log import Codes, Ints, Log


@pytest.fixture
def programs(pool_log: Log) -> tuple[Talks, Ints, Ints]:
    """The conversations of all, and which of them are the first and the second operator's."""
    talks = talks_of(pool_log, np.ones(len(pool_log.registry), dtype=np.bool_))
    ids = pool_log.traits["exchange_id"].to_pylist()
    sender = np.array([ids[row].split("-")[0] for row in talks.first])
    return talks, np.flatnonzero(sender == "one"), np.flatnonzero(sender == "two")


def apart(log: Log, programs: tuple[Talks, Ints, Ints], text: Codes, none: int) -> list[Ints]:
    talks, one, two = programs
    return told_apart(log, talks, habits_of(log, talks)[0], text, none, [one, two])


def test_other_texts_models_and_hours_are_two_operators(pool_log: Log, programs: tuple[Talks, Ints, Ints]) -> None:
    text = np.zeros(len(programs[0]), dtype=np.int32)
    text[programs[2]] = 1

    assert len(apart(pool_log, programs, text, 2)) == 2


def test_shifts_with_the_same_texts_are_one_operator(pool_log: Log, programs: tuple[Talks, Ints, Ints]) -> None:
    text = np.arange(len(programs[0]), dtype=np.int32) % 2

    assert len(apart(pool_log, programs, text, 2)) == 1


def test_texts_that_are_not_shared_are_nobodys(pool_log: Log, programs: tuple[Talks, Ints, Ints]) -> None:
    text = np.full(len(programs[0]), 2, dtype=np.int32)

    assert len(apart(pool_log, programs, text, 2)) == 2


def test_a_text_counts_as_often_as_both_have_it() -> None:
    text = np.array([0, 0, 0, 1, 0, 1, 1, 1, 2, 2], dtype=np.int32)

    assert in_common(text, 2, np.arange(4), np.arange(4, 8)) == pytest.approx(0.5)
    assert in_common(text, 2, np.arange(4), np.arange(8, 10)) == 0
