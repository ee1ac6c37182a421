"""Streams into exchanges: conversations, turns and times, as compact columns sorted by time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stillwatch.simulation.columns import Floats, Ints
from stillwatch.simulation.lists import draw
from stillwatch.simulation.rhythm import RhythmBook, place
from stillwatch.simulation.tables import Streams


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Exchanges sorted by time, and their conversations.

    Per exchange: ``time`` (microseconds from the window's start), ``conversation``, ``turn`` (from 1). Per
    conversation: ``stream``, ``task``, ``ordinal`` (its place in its stream), ``started`` (seconds).
    """

    time: Ints
    conversation: NDArray[np.int32]
    turn: NDArray[np.int16]
    stream: NDArray[np.int32]
    task: NDArray[np.int32]
    ordinal: NDArray[np.int32]
    started: NDArray[np.float64]


def arrange(streams: Streams, rhythms: RhythmBook, flat: Ints, rng: np.random.Generator) -> Arrivals:
    """Draw every conversation's task, start and turns."""
    stream_of = np.repeat(np.arange(len(streams.volume), dtype=np.int32), streams.volume)
    first_of_stream = np.concatenate([[0], np.cumsum(streams.volume)[:-1]]).astype(np.int64)
    begins = rng.random(len(stream_of), dtype=np.float32) * streams.turns[stream_of] < 1
    begins[first_of_stream[streams.volume > 0]] = True
    conversation = (np.cumsum(begins) - 1).astype(np.int32)
    head = np.flatnonzero(begins)
    owner = stream_of[head]
    ordinal = _ordinal(owner)
    started = _starts(streams, rhythms, owner, rng)
    task = draw(flat, streams.task_at[owner], streams.task_n[owner], rng.random(len(owner)))
    turn = (np.arange(len(stream_of)) - head[conversation] + 1).astype(np.int16)
    seconds = started[conversation] + _within(streams, stream_of, begins, head, conversation, rng)
    seconds = _inside(seconds, streams, owner, head, conversation)
    time = (seconds * 1e6).astype(np.int64)
    order = np.argsort(time, kind="stable")
    return Arrivals(time[order], conversation[order], turn[order], owner, task.astype(np.int32), ordinal, started)


def _ordinal(owner: NDArray[np.int32]) -> NDArray[np.int32]:
    """Place of each conversation within its stream (owners come sorted)."""
    first = np.searchsorted(owner, owner, side="left")
    return (np.arange(len(owner)) - first).astype(np.int32)


def _starts(streams: Streams, rhythms: RhythmBook, owner: NDArray[np.int32], rng: np.random.Generator) -> Floats:
    """Gamma renewal arrivals in the rhythm's own time; shape below 1 makes bursts, as in ServeGen's real clients."""
    gaps = rng.standard_gamma(streams.clump[owner]) + 1e-9
    total = np.cumsum(gaps)
    counts = np.bincount(owner, minlength=len(streams.volume))
    last = np.cumsum(counts)
    base = np.concatenate([[0.0], total])[last - counts]
    tail = rng.standard_gamma(streams.clump) + 1e-9
    span = np.concatenate([[0.0], total])[last] - base + tail
    share = (total - base[owner]) / span[owner]
    return place(rhythms, streams.rhythm[owner], streams.start[owner], streams.end[owner], share)


def _within(
    streams: Streams,
    stream_of: NDArray[np.int32],
    begins: NDArray[np.bool_],
    head: Ints,
    conversation: NDArray[np.int32],
    rng: np.random.Generator,
) -> Floats:
    """Seconds from the conversation's start to each turn: lognormal pauses."""
    pause = np.where(begins, 0.0, streams.gap[stream_of] * rng.lognormal(-0.3, 0.8, len(stream_of)))
    passed: Floats = np.cumsum(pause)
    return np.asarray(passed - passed[head][conversation], dtype=np.float64)


def _inside(
    seconds: Floats, streams: Streams, owner: NDArray[np.int32], head: Ints, conversation: NDArray[np.int32]
) -> Floats:
    """Shift conversations that outlast their stream back into it, and squeeze those longer than it."""
    last = np.append(head[1:], len(seconds)) - 1
    over = np.maximum(seconds[last] - streams.end[owner], 0.0)
    moved = seconds - over[conversation]
    floor = streams.start[owner][conversation]
    return np.asarray(np.maximum(moved, floor), dtype=np.float64)
