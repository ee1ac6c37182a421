"""One fixed text that forces the reasoning into inline tags, in nearly every request of a campaign."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log
from stillwatch.findings.shown import Shown, using

NEARLY_ALL: Final = 0.8
"""Least share of the campaign that carries the text, and of those that show the technique: a habit of some, or of some
payloads, is less."""


def inline_reasoning_tags(log: Log, operation: Operation) -> Shown | None:
    """The exchanges that carry the widest fixed text whose own exchanges show the technique; None where there is none.

    An operation whose requests show it in many wordings, or in a part of them, is left to what each exchange shows.
    """
    forced = using(log, "inline_reasoning_tags")
    for text in sorted(operation.fixed, key=lambda one: -len(one.rows)):
        rows = text.rows[forced[text.rows]]
        if len(text.rows) < NEARLY_ALL * len(operation.rows):
            return None
        if len(rows) >= NEARLY_ALL * len(text.rows):
            share = len(np.intersect1d(rows, operation.rows)) / len(operation.rows)
            return Shown(rows, f"One fixed text ({text.place}) forces it in {share:.0%} of the exchanges.")
    return None
