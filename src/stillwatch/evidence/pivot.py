"""Customers that move to a new model together, beyond everybody's curiosity about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.coincidence import FEWEST_SHARING, crowd
from stillwatch.evidence.log import DAY, Floats, Log
from stillwatch.evidence.slices import Slices

BEFORE: Final = 7 * DAY
AFTER: Final = 2 * DAY
FEWEST: Final = 4
"""Exchanges of a customer before and after a launch, from which a move can be told."""
MOVED: Final = 0.3
"""Share of a customer's exchanges after the launch that go to the new model, from which it has moved."""
MOST: Final = 6.0

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Launch:
    """Per customer, whether it could be ``judged`` at the launch of ``model`` and whether it ``moved``."""

    model: int
    judged: Marks
    moved: Marks


def _launch_times(log: Log) -> dict[int, int]:
    """When each model is first seen, for models that appear after the log's first day."""
    first = np.full(len(log.models), np.iinfo(np.int64).max)
    np.minimum.at(first, log.model, log.time)
    late = first > log.lasted[0] + DAY
    return {int(code): int(first[code]) for code in np.flatnonzero(late & (first < np.iinfo(np.int64).max))}


def _launch(log: Log, model: int, moment: int) -> Launch:
    customers = int(log.registry.customer.max(initial=0)) + 1
    begin, now, end = np.searchsorted(log.time, [moment - BEFORE, moment, moment + AFTER])
    before = np.bincount(log.customer[begin:now], minlength=customers)
    after = np.bincount(log.customer[now:end], minlength=customers)
    new = np.bincount(log.customer[now:end][log.model[now:end] == model], minlength=customers)
    judged = (before >= FEWEST) & (after >= FEWEST)
    return Launch(model, judged, judged & (new >= MOVED * after))


def launches(log: Log) -> tuple[Launch, ...]:
    """Models that customers moved to within ``AFTER`` of their first use in the log, which stands for their launch."""
    found = (_launch(log, model, moment) for model, moment in _launch_times(log).items())
    return tuple(one for one in found if one.moved.sum() >= FEWEST_SHARING)


def pivot(log: Log, slices: Slices, found: Sequence[Launch]) -> Floats:
    """Bits per slice: how much likelier its members moved than the rest of the log's customers, at the best launch.

    Log2 of the ratio of rates, the slice's own rate taken two standard errors low (as in ``coincidence``), and more
    where nearly all of many members moved. The choice of the best of several launches is paid for.
    """
    best = np.zeros(len(slices))
    who = log.registry.customer[slices.account]
    for one in found:
        known = slices.sums(one.judged[who].astype(np.float64))
        went = slices.sums(one.moved[who].astype(np.float64))
        rest = (one.moved.sum() - went + 1) / (one.judged.sum() - known + 2)
        low = went / np.maximum(known, 1) * np.clip(1 - 2 / np.sqrt(np.maximum(went, 1)), 0.02, 1)
        bits = np.log2(np.maximum(low, rest) / rest)
        # ``crowd`` wants the chance of agreeing with one of the others; here ``rest`` is that of moving at all.
        more = crowd(went, known, rest / np.maximum(known - 1, 1))
        best = np.maximum(best, np.where((went >= FEWEST_SHARING) & (bits > 0), bits + more, 0))
    return np.asarray(np.clip(best - np.log2(max(len(found), 1)), 0, MOST))
