"""Work that is taken to another model after the one it was first sent to had refused it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Codes, Log
from stillwatch.findings.refusals import outcomes
from stillwatch.findings.shown import Shown

FEWEST: Final = 20
"""Exchanges with a known outcome that each of the two models needs."""
REFUSES: Final = 0.5
COMPLIES: Final = 0.2
"""Shares of refusals: at least, of the model left; at most, of the model moved to."""
MOVED: Final = 0.5
"""Least share of the work that goes to the other model afterwards."""
UNUSED: Final = 0.2
"""Largest share of the other model before: a router that falls back, request by request, uses both from the start."""
EARLY: Final = 0.1
"""The first refusals, as a share: until then the work counts as before."""


LATE: Final = 0.9
"""The same for the last ones: what the first model is asked later does not count against its refusals."""


class _Move(NamedTuple):
    left: int
    taken: int
    rows: Codes
    share: float


def safeguard_arbitrage(log: Log, operation: Operation) -> Shown | None:
    """The exchanges of the largest such move, judged wording by wording; None where nothing moved for refusals.

    That the second model is older or weaker cannot be told from a log: that it answers what the first refused can.
    """
    works = [one.rows for one in operation.fixed] or [operation.rows]
    moves = [move for rows in works for move in _moves(log, rows)]
    if not moves:
        return None
    move = max(moves, key=lambda one: len(one.rows))
    left, taken = log.models[move.left], log.models[move.taken]
    return Shown(move.rows, f"After {left} had refused it, {move.share:.0%} of the same work went to {taken}.")


def _moves(log: Log, rows: Codes) -> Iterator[_Move]:
    """Every move of one piece of work from a model that refuses it to one that does not."""
    ended, model, time = outcomes(log, rows), log.model[rows], log.time[rows]
    used = [int(code) for code in np.unique(model) if (ended.known & (model == code)).sum() >= FEWEST]
    willing = [code for code in used if ended.share(model == code) <= COMPLIES]
    for left in set(used) - set(willing):
        began, settled, over = np.quantile(time[ended.refused & (model == left)], [EARLY, 0.5, LATE])
        if ended.share((model == left) & (time <= over)) < REFUSES:
            continue
        before, after = time <= began, time > settled
        for taken in willing:
            there = model == taken
            if after.any() and there[after].mean() >= MOVED and there[before].mean() <= UNUSED:
                yield _Move(left, taken, rows[after & there], float(there[after].mean()))
