"""The evasion ladder as a Markdown table: what was found of a campaign on each rung, and what the rung cost it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stillwatch.evaluation.markdown import figure, row, worst_innocents
from stillwatch.evaluation.trial import Trial

_HEADINGS: Final = (
    "rung",
    "strength",
    "prompts",
    "seed",
    "account recall",
    "exchange recall",
    "exchange precision",
    "worst innocents per 10,000",
    "cost to the operator",
)
_WORDS: Final = {"rung", "prompts", "worst innocents per 10,000", "cost to the operator"}


@dataclass(frozen=True, slots=True)
class Climb:
    """A trial of one rung; ``cost`` is in words, since this package does not know how a rung is made."""

    rung: str
    strength: float
    cost: str
    trial: Trial


def ladder_table(climbs: Sequence[Climb]) -> str:
    """A row for each trial, in the order given."""
    rules = ("---" if heading in _WORDS else "---:" for heading in _HEADINGS)
    return "\n".join([row(_HEADINGS), row(rules), *(row(_cells(climb)) for climb in climbs)]) + "\n"


def _cells(climb: Climb) -> list[str]:
    measures = climb.trial.measures
    return [
        climb.rung,
        f"{climb.strength:g}",
        climb.trial.prompts,
        str(climb.trial.seed),
        figure(measures.account_recall),
        figure(measures.exchange_recall),
        figure(measures.exchange_precision),
        worst_innocents(measures),
        climb.cost,
    ]
