"""Arrivals are sorted, whole, bursty, and inside their streams."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.simulation.arrivals import Arrivals, arrange
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.populations.ordinary import developer
from stillwatch.simulation.tables import Streams


@pytest.fixture
def arranged(enrolled: Callable[..., object], draft: Draft) -> tuple[Arrivals, Streams]:
    """Five thousand exchanges of three hundred developers."""
    enrolled(developer, 300, 5000)
    streams = draft.streams[0]
    return arrange(streams, draft.rhythms, draft.choices.finish(), draft.rng), streams


def test_every_exchange_arrives_in_order(arranged: tuple[Arrivals, Streams]) -> None:
    arrivals, streams = arranged

    assert len(arrivals.time) == 5000
    assert (np.diff(arrivals.time) >= 0).all()
    counts = np.bincount(arrivals.stream[arrivals.conversation], minlength=300)
    assert counts.tolist() == streams.volume.tolist()


def test_nothing_arrives_outside_its_stream(arranged: tuple[Arrivals, Streams]) -> None:
    arrivals, streams = arranged
    stream = arrivals.stream[arrivals.conversation]

    assert (arrivals.time >= np.floor(streams.start[stream] * 1e6)).all()
    assert (arrivals.time <= np.ceil(streams.end[stream] * 1e6)).all()


def test_turns_of_a_conversation_follow_each_other(arranged: tuple[Arrivals, Streams]) -> None:
    arrivals, _ = arranged
    order = np.lexsort((arrivals.turn, arrivals.conversation))
    conversation, turn, time = arrivals.conversation[order], arrivals.turn[order], arrivals.time[order]
    same = conversation[1:] == conversation[:-1]

    assert (turn[1:][same] == turn[:-1][same] + 1).all()
    assert (turn[1:][~same] == 1).all()
    assert (time[1:][same] >= time[:-1][same]).all()


def test_a_conversation_has_one_task_of_its_stream(arranged: tuple[Arrivals, Streams], draft: Draft) -> None:
    arrivals, streams = arranged
    flat = draft.choices.finish()
    for stream, task in zip(arrivals.stream[:200], arrivals.task[:200], strict=True):
        at, n = int(streams.task_at[stream]), int(streams.task_n[stream])
        assert task in flat[at : at + n]


def test_clients_are_bursty(arranged: tuple[Arrivals, Streams]) -> None:
    arrivals, streams = arranged
    busiest = int(np.argmax(streams.volume))
    gaps = np.diff(np.sort(arrivals.started[arrivals.stream == busiest]))

    assert gaps.std() > 1.2 * gaps.mean()
