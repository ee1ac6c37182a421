"""Which exchanges' wording shows one of several techniques."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from stillwatch.evidence.log import Log
from stillwatch.findings.shown import using
from stillwatch.records.vocabulary import TECHNIQUES


def test_any_of_the_named_techniques_counts_and_no_other(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a", "prompt": "x"}] * 3)
    log = replace(log, techniques=np.array([0, 1 << 2, 1 << 13 | 1], dtype=np.uint32))

    assert using(log, TECHNIQUES[2], TECHNIQUES[0]).tolist() == [False, True, True]
    assert using(log, TECHNIQUES[1]).tolist() == [False, False, False]
