"""One campaign in the order and the words in which the page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stillwatch.report.account_rows import AccountsTable, accounts_table
from stillwatch.report.accounts import campaign_accounts
from stillwatch.report.alternatives_chart import Weighed, weighed
from stillwatch.report.labels import CAPABILITY, TECHNIQUE, words
from stillwatch.report.life_view import LifeView, life_view
from stillwatch.report.likelihood import likelihood, sentence
from stillwatch.report.sentences import (
    chance_sentence,
    detection_sentence,
    pivot_sentence,
    sought_after,
    summary,
    technique_sentence,
    traffic_share,
)
from stillwatch.report.shares import Share, largest_shares, percent_width
from stillwatch.report.timeline_bins import Bin, timeline_bins
from stillwatch.report.timeline_chart import NARROW, WIDE, TimelineChart, timeline_chart
from stillwatch.report.timeline_marks import Marks, timeline_marks
from stillwatch.report.waterfall import Waterfall, waterfall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stillwatch.records.campaign import Campaign, Template
    from stillwatch.records.result import ScanResult

TEMPLATES: Final = 8
TABLE_BINS: Final = 31
CLAIM: Final = "one operation is behind these accounts"


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline drawn for wide and for narrow screens, its legend, and the same as a table."""

    wide: TimelineChart
    narrow: TimelineChart
    marks: Marks
    bins: tuple[Bin, ...]
    bar_seconds: float


@dataclass(frozen=True, slots=True)
class Room:
    """Characters that a campaign's accounts table and its life may have on the page."""

    accounts: int
    life: int


@dataclass(frozen=True, slots=True)
class CampaignView:
    """What the template of a campaign prints; ``anchor`` is unique on the page and holds no text from a log."""

    anchor: str
    number: int
    campaign: Campaign
    traffic_share: float
    traffic_width: float
    likelihood: str
    summary: str
    judgement: str
    chance: str
    detection: str
    sought: str
    pivots: tuple[str, ...]
    timeline: TimelineView | None
    life: LifeView
    capabilities: tuple[Share, ...]
    models: tuple[Share, ...]
    routes: tuple[Share, ...]
    techniques: tuple[Share, ...]
    technique_uses: tuple[str, ...]
    templates: tuple[Template, ...]
    templates_left: int
    evidence: Waterfall
    alternatives: tuple[Weighed, ...]
    actions: Mapping[str, int]
    accounts: AccountsTable


def campaign_view(
    result: ScanResult, campaign: Campaign, number: int, actions: Mapping[str, int], room: Room
) -> CampaignView:
    """Put a campaign into words and geometry that need no more than ``room``."""
    share = traffic_share(campaign.exchanges, result)
    listed = campaign_accounts(result.accounts, campaign.campaign_id)
    return CampaignView(
        anchor=f"campaign-{number}",
        number=number,
        campaign=campaign,
        traffic_share=share,
        traffic_width=percent_width(share),
        likelihood=likelihood(campaign.confidence),
        summary=summary(campaign, share),
        judgement=sentence(campaign.confidence, CLAIM),
        chance=chance_sentence(campaign.p_value),
        detection=detection_sentence(campaign.detection),
        sought=sought_after(campaign.capabilities),
        pivots=tuple(pivot_sentence(pivot) for pivot in campaign.pivots),
        timeline=_timeline(result, campaign),
        life=life_view(campaign, room.life),
        capabilities=largest_shares(_worded(campaign.capabilities, CAPABILITY), len(CAPABILITY)),
        models=largest_shares(campaign.models),
        routes=largest_shares(campaign.routes),
        techniques=tuple(_technique(name, part) for name, part in _descending(campaign.techniques)),
        technique_uses=tuple(technique_sentence(use) for use in campaign.technique_uses),
        templates=campaign.templates[:TEMPLATES],
        templates_left=len(campaign.templates[TEMPLATES:]),
        evidence=waterfall(campaign.evidence),
        alternatives=weighed(campaign.alternatives),
        actions=actions,
        accounts=accounts_table(listed, campaign.accounts, room.accounts),
    )


def _timeline(result: ScanResult, campaign: Campaign) -> TimelineView | None:
    if campaign.timeline is None:
        return None
    marks = timeline_marks(campaign, result.releases)
    wide = timeline_chart(campaign.timeline, marks.shown, WIDE)
    narrow = timeline_chart(campaign.timeline, marks.shown, NARROW)
    if wide is None or narrow is None:
        return None
    drawn = timeline_bins(campaign.timeline, WIDE.bars)[0]
    bins = timeline_bins(campaign.timeline, TABLE_BINS)
    return TimelineView(wide, narrow, marks, bins, (drawn.end - drawn.start).total_seconds())


def _worded(shares: Mapping[str, float], vocabulary: dict[str, str]) -> dict[str, float]:
    return {words(name, vocabulary): share for name, share in shares.items()}


def _descending(shares: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(((name, share) for name, share in shares.items() if share > 0), key=lambda item: (-item[1], item[0]))


def _technique(name: str, share: float) -> Share:
    return Share(words(name, TECHNIQUE), share, percent_width(share))
