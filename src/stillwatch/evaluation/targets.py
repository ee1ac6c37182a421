"""The targets a result is held to, and where it falls short of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stillwatch.evaluation.measures import CampaignMeasures, Measures


@dataclass(frozen=True, slots=True)
class Targets:
    """Recall and precision are of a campaign's exchanges; innocents are accounts per 10,000 of one benign kind."""

    recall: float = 0.97
    precision: float = 0.99
    innocents_per_10k: float = 1.0


OTHERS: Final = {
    "needle": Targets(recall=0.0, precision=0.95),
    "two_in_relay": Targets(recall=0.95, precision=0.95),
    "two_on_exits": Targets(recall=0.95, precision=0.95),
}
"""By scenario: a dozen accounts have to be found, whatever part of them; two operators have to be told apart."""


def targets_of(scenario: str) -> Targets:
    """What is asked of a result on a scenario's world."""
    return OTHERS.get(scenario, Targets())


def shortfalls(measures: Measures, targets: Targets) -> tuple[str, ...]:
    """Say in words, one line each, where ``measures`` miss ``targets``; empty where they meet them."""
    short = [line for campaign in measures.campaigns for line in _campaign(campaign, targets)]
    if measures.false_campaigns:
        plural = "" if measures.false_campaigns == 1 else "s"
        short.append(f"{measures.false_campaigns} false campaign{plural}")
    short += [f"{said} merges {' and '.join(true)}" for said, true in sorted(measures.merged_campaigns.items())]
    short += [
        f"{rate:.2f} of 10,000 innocents of kind {kind}"
        for kind, rate in measures.innocents_per_10k.items()
        if rate > targets.innocents_per_10k
    ]
    return tuple(short)


def _campaign(campaign: CampaignMeasures, targets: Targets) -> list[str]:
    name = campaign.campaign_id
    if campaign.found_as is None:
        return [f"{name} not found"]
    short = []
    if campaign.recall < targets.recall:
        short.append(f"{name} recall {campaign.recall:.4f}")
    if campaign.precision is not None and campaign.precision < targets.precision:
        short.append(f"{name} precision {campaign.precision:.4f}")
    if campaign.pieces != 1:
        short.append(f"{name} in {campaign.pieces} pieces")
    return short
