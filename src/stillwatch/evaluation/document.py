"""Measures as the JSON object of the contract's scorer."""

from __future__ import annotations

from typing import Any, Final

from stillwatch.evaluation.measures import CampaignMeasures, Measures
from stillwatch.evaluation.tallies import UNKNOWN_KIND

SHARE_DIGITS: Final = 5
RATE_DIGITS: Final = 2


def measures_document(measures: Measures) -> dict[str, Any]:
    """Measures with the scorer's names and rounding: shares to 5 digits, rates per 10,000 to 2.

    Accounts that the truth does not name are left out of ``innocents_per_10k``, as the scorer does.
    """
    return {
        "account_precision": _rounded(measures.account_precision),
        "account_recall": _rounded(measures.account_recall),
        "innocents_per_10k": {
            kind: round(rate, RATE_DIGITS) for kind, rate in measures.innocents_per_10k.items() if kind != UNKNOWN_KIND
        },
        "innocents_restricted": measures.innocents_restricted,
        "exchange_precision": _rounded(measures.exchange_precision),
        "exchange_recall": _rounded(measures.exchange_recall),
        "campaigns": {campaign.campaign_id: _campaign(campaign) for campaign in measures.campaigns},
        "false_campaigns": measures.false_campaigns,
        "merged_campaigns": {said: list(true) for said, true in measures.merged_campaigns.items()},
        "capability_accuracy": _rounded(measures.capability_accuracy),
    }


def _campaign(campaign: CampaignMeasures) -> dict[str, Any]:
    return {
        "exchanges": campaign.exchanges,
        "recall": _rounded(campaign.recall),
        "precision": _rounded(campaign.precision),
        "pieces": campaign.pieces,
        "as": campaign.found_as,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, SHARE_DIGITS)
