"""Customers that move to a new model together, beyond everybody's curiosity about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.evidence.coincidence import FEWEST_SHARING, crowd
from stillwatch.evidence.log import DAY, Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

BEFORE: Final = 7 * DAY
AFTER: Final = 2 * DAY
FEWEST: Final = 4
"""Exchanges of a customer before and after a launch, from which a move can be told."""
MOVED: Final = 0.3
"""Share of a customer's exchanges after the launch that go to the new model, from which it has moved."""
MOST: Final = 6.0


@dataclass(frozen=True, slots=True)
class Moves:
    """Per launch and customer: whether it could be ``judged`` and whether it ``moved`` (launches x customers)."""

    launches: tuple[int, ...]
    judged: Floats
    moved: Floats


def _launch_times(log: Log) -> dict[int, int]:
    """When each model is first seen, for models that appear after the log's first day."""
    first = np.full(len(log.models), np.iinfo(np.int64).max)
    np.minimum.at(first, log.model, log.time)
    late = first > log.window[0] + DAY
    return {int(code): int(first[code]) for code in np.flatnonzero(late & (first < np.iinfo(np.int64).max))}


def _counts(customer: Codes, rows: Ints, customers: int) -> Ints:
    return np.bincount(customer[rows], minlength=customers)


def moves(log: Log) -> Moves:
    """Who moved to which model within ``AFTER`` of its launch; the log's first use of a model stands for its launch."""
    customers = int(log.registry.customer.max(initial=0)) + 1
    launches = _launch_times(log)
    judged, moved = np.zeros((len(launches), customers)), np.zeros((len(launches), customers))
    for place, (model, moment) in enumerate(launches.items()):
        begin, now, end = np.searchsorted(log.time, [moment - BEFORE, moment, moment + AFTER])
        after = np.arange(now, end)
        there = _counts(log.customer, after, customers)
        new = _counts(log.customer, after[log.model[now:end] == model], customers)
        enough = (_counts(log.customer, np.arange(begin, now), customers) >= FEWEST) & (there >= FEWEST)
        judged[place] = enough
        moved[place] = enough & (new >= MOVED * there)
    return Moves(tuple(launches), judged, moved)


def pivot(log: Log, slices: Slices, found: Moves) -> Floats:
    """Bits per slice: how much likelier its members moved than the rest of the log's customers, at the best launch.

    Log2 of the ratio of rates, the slice's own rate taken two standard errors low (as in ``coincidence``), and more
    where nearly all of many members moved.
    """
    best = np.zeros(len(slices))
    who = log.registry.customer[slices.account]
    for judged, moved in zip(found.judged, found.moved, strict=True):
        known, went = slices.sums(judged[who]), slices.sums(moved[who])
        rest = (moved.sum() - went + 1) / (judged.sum() - known + 2)
        low = went / np.maximum(known, 1) * np.clip(1 - 2 / np.sqrt(np.maximum(went, 1)), 0.02, 1)
        bits = np.log2(np.maximum(low, rest) / rest)
        more = crowd(went, known, rest / np.maximum(known - 1, 1))
        best = np.maximum(best, np.where((went >= FEWEST_SHARING) & (bits > 0), bits + more, 0))
    return np.asarray(np.clip(best - np.log2(max(len(found.launches), 1)), 0, MOST))
