"""Which elicitation techniques a campaign used: what its wordings show, and what only the whole of it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.findings.inline_reasoning_tags import inline_reasoning_tags
from stillwatch.findings.pivots import as_time
from stillwatch.findings.safeguard_arbitrage import safeguard_arbitrage
from stillwatch.findings.shown import Shown, using
from stillwatch.findings.signature_replay import signature_replay
from stillwatch.findings.technique_search import technique_search
from stillwatch.records.campaign import TechniqueUse
from stillwatch.records.vocabulary import TECHNIQUES

Detector = Callable[[Log, Operation], Shown | None]

OF_THE_WHOLE: Final[dict[str, Detector]] = {
    "inline_reasoning_tags": inline_reasoning_tags,
    "technique_search": technique_search,
    "signature_replay": signature_replay,
    "safeguard_arbitrage": safeguard_arbitrage,
}
"""The techniques that show in a campaign as a whole, each under its name."""


def technique_uses(log: Log, operation: Operation) -> tuple[TechniqueUse, ...]:
    """Every technique that the operation used, the largest share first."""
    found = [use for name in TECHNIQUES for use in [_use(log, operation, name)] if use is not None]
    return tuple(sorted(found, key=lambda use: -use.share))


def technique_shares(uses: tuple[TechniqueUse, ...]) -> dict[str, float]:
    """Share of exchanges by technique, in the order of ``uses``; an exchange may use several."""
    return {use.name: use.share for use in uses}


def _use(log: Log, operation: Operation, name: str) -> TechniqueUse | None:
    worded = operation.rows[using(log, name)[operation.rows]]
    whole = OF_THE_WHOLE[name](log, operation) if name in OF_THE_WHOLE else None
    rows = worded if whole is None else _either(log, worded, whole.rows)
    if not len(rows):
        return None
    said = f"Exchanges whose wording shows it: {len(worded):,}."
    return TechniqueUse(
        name=name,
        share=len(rows) / len(_either(log, operation.rows, rows)),
        first_seen=as_time(int(log.time[rows].min())),
        exchanges=len(rows),
        text=said if whole is None else f"{whole.text} {said}",
    )


def _either(log: Log, left: Codes | Ints, right: Codes | Ints) -> Ints:
    """Rows that are in either, ascending; of many, far sooner told by marks than by sorting."""
    marks = np.zeros(len(log), dtype=np.bool_)
    marks[left] = marks[right] = True
    return np.flatnonzero(marks)
