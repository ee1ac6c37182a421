"""The evasion ladder as a Markdown table: what was found on each rung, the bar for it, and what the rung cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stillwatch.evaluation.bars import INNOCENT_KINDS, INNOCENTS_PER_100K, Bar, innocents_shortfalls, shortfalls_of
from stillwatch.evaluation.markdown import figure, row
from stillwatch.evaluation.measures import per_100k
from stillwatch.evaluation.trial import Trial

_HEADINGS: Final = (
    "rung",
    "strength",
    "prompts",
    "seed",
    "account recall",
    "exchange recall",
    "exchange precision",
    "pieces",
    "innocents per 100,000",
    "cost to the operator",
    "bar",
    "met",
)
_WORDS: Final = {"rung", "prompts", "innocents per 100,000", "cost to the operator", "bar", "met"}


@dataclass(frozen=True, slots=True)
class Climb:
    """A trial of one rung or several; ``cost`` is in words, since this package does not know how a rung is made.

    ``own_share`` is how much of its accounts' traffic is the campaign's.
    """

    rung: str
    strength: float
    own_share: float
    cost: str
    bar: Bar
    trial: Trial

    @property
    def short(self) -> tuple[str, ...]:
        """Where it falls short of its bar."""
        return shortfalls_of(self.trial.measures, self.bar)


def ladder_table(climbs: Sequence[Climb], note: str = "") -> str:
    """A row for each trial, in the order given, then what all of them say together, then ``note``."""
    rules = ("---" if heading in _WORDS else "---:" for heading in _HEADINGS)
    lines = [row(_HEADINGS), row(rules), *(row(_cells(climb)) for climb in climbs), "", *_together(climbs)]
    return "\n".join([*lines, f"- {note}"] if note else lines) + "\n"


def _cells(climb: Climb) -> list[str]:
    measures = climb.trial.measures
    return [
        climb.rung + _said(climb.own_share),
        f"{climb.strength:g}",
        climb.trial.prompts,
        str(climb.trial.seed),
        figure(measures.account_recall),
        figure(measures.exchange_recall),
        figure(measures.exchange_precision),
        " / ".join(str(campaign.pieces) for campaign in measures.campaigns) or "–",
        innocents(measures.innocents, measures.benign),
        climb.cost,
        climb.bar.text,
        f"**short**: {'; '.join(climb.short)}" if climb.short else "met",
    ]


def _said(own_share: float) -> str:
    return "" if own_share > 1 - 1e-9 else f"<br>campaign is {100 * own_share:.3g} % of its accounts' traffic"


def innocents(wronged: Mapping[str, int], benign: Mapping[str, int]) -> str:
    """How many in 100,000 benign accounts of all kinds were put in a campaign, and how many of which kind."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in wronged.items() if count)
    rate = per_100k(sum(wronged.values()), sum(benign.values()))
    return f"{rate:.2f} ({kinds})" if kinds else "0"


def _together(climbs: Sequence[Climb]) -> list[str]:
    groups = dict.fromkeys(climb.bar.of for climb in climbs)
    return [
        *(_group(group, [climb for climb in climbs if climb.bar.of == group]) for group in groups),
        _wronged(climbs),
    ]


def _group(name: str, climbs: Sequence[Climb]) -> str:
    recalls = [climb.trial.measures.account_recall for climb in climbs]
    lowest = min((recall for recall in recalls if recall is not None), default=None)
    met = sum(not climb.short for climb in climbs)
    return f"- {name}: {met} of {len(climbs)} rows meet their bar; the lowest account recall is {figure(lowest)}."


def _wronged(climbs: Sequence[Climb]) -> str:
    """All rows together, since one innocent in a small world is more than the bar allows in a large one."""
    wronged = _sum([climb.trial.measures.innocents for climb in climbs])
    benign = _sum([climb.trial.measures.benign for climb in climbs])
    short = innocents_shortfalls(per_100k(wronged.total(), benign.total()), sum(n > 0 for n in wronged.values()))
    return (
        f"- innocents of all rows: {wronged.total():,} of {benign.total():,} benign accounts, that is "
        f"{innocents(wronged, benign)} per 100,000; the bar is {INNOCENTS_PER_100K:g}, in no more than "
        f"{INNOCENT_KINDS} kind: {'**short**' if short else 'met'}. "
        "Rows of one seed have largely the same benign accounts."
    )


def _sum(counts: Sequence[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total
