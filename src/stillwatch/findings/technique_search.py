"""Many wordings with one aim, nearly all of them refused, before one of them is sent at scale."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Codes, Log
from stillwatch.findings.refusals import outcomes
from stillwatch.findings.shown import Shown, using
from stillwatch.findings.wordings import NO_WORDING, wordings

ELICITING: Final = (
    "imagined_reasoning",
    "inline_reasoning_tags",
    "fake_debugging_session",
    "fake_system_prompt",
    "script_translation",
    "context_editing",
    "technique_search",
)
"""The techniques whose aim is the model's reasoning."""
FEWEST_WORDINGS: Final = 20
LEAST_REFUSED: Final = 0.8
LEAST_AIM: Final = 0.2
"""Share of the tries whose wording must show the aim; the phrasebook knows a part of new wordings only."""
FEWEST_SCALED: Final = 100
MOST_REFUSED: Final = 0.3
"""Share of refusals of a wording that counts as one that works."""
LAUNCHED: Final = 0.1
"""The wording is launched when this share of its exchanges has been sent; tries come before."""


def technique_search(log: Log, operation: Operation) -> Shown | None:
    """The tries of the operation's accounts before its main wording; None where no search is seen.

    It needs kept answers or statuses: without either, nothing says that a try failed. A red team whose wordings fail
    and who then scales nothing is no search, nor is a template that is refused over and over.
    """
    scaled = max((one.rows for one in operation.fixed), key=len, default=operation.rows)
    if len(scaled) < FEWEST_SCALED or outcomes(log, scaled).share(np.ones(len(scaled), np.bool_)) > MOST_REFUSED:
        return None
    tries = _tries(log, operation, scaled)
    ended = outcomes(log, tries)
    refused = ended.share(np.ones(len(tries), dtype=np.bool_))
    if ended.known.sum() < FEWEST_WORDINGS or refused < LEAST_REFUSED:
        return None
    if using(log, *ELICITING)[tries].mean() < LEAST_AIM:
        return None
    number = _wordings(log, tries)
    if number < FEWEST_WORDINGS:
        return None
    return Shown(
        tries, f"{number:,} wordings were tried, {refused:.0%} refused, before one was sent {len(scaled):,} times."
    )


def _tries(log: Log, operation: Operation, scaled: Codes) -> Codes:
    """Exchanges of the operation's accounts, outside the main wording and before its launch, that failed or elicit."""
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[operation.accounts] = True
    launch = np.quantile(log.time[scaled], LAUNCHED)
    rows = np.flatnonzero(member[log.account] & (log.time < launch)).astype(np.int32)
    rows = np.setdiff1d(rows, scaled)
    return rows[outcomes(log, rows).refused | using(log, *ELICITING)[rows]]


def _wordings(log: Log, rows: Codes) -> int:
    """How many wordings ``rows`` have; texts that share no fixed text with others are one each."""
    groups = wordings(log, rows)
    alone = np.asarray(log.column("text")[rows])[groups == NO_WORDING]
    return len(np.unique(groups[groups != NO_WORDING])) + len(np.unique(alone[alone != 0]))
