"""An exchange is refused where its answer declines or its status says that it was not allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.evidence.log import Log
from stillwatch.findings.refusals import outcomes

ROWS: tuple[dict[str, Any], ...] = (
    {"response": "I'm sorry, but I can't help with that.", "status": 200},
    {"response": "Forty-two.", "status": 200},
    {"response": None, "status": 403},
    {"response": None, "status": 429},
    {"response": None, "status": None},
)


def test_answers_and_statuses_say_how_an_exchange_ended(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a", "prompt": "x", "hours": i, **row} for i, row in enumerate(ROWS)])
    ended = outcomes(log, np.arange(len(ROWS), dtype=np.int32))

    assert ended.known.tolist() == [True, True, True, False, False]
    assert ended.refused.tolist() == [True, False, True, False, False]
    assert ended.share(np.ones(len(ROWS), dtype=np.bool_)) == 2 / 3
    assert ended.share(np.array([False] * 3 + [True] * 2)) == 0
