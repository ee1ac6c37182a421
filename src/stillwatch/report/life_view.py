"""A campaign's life as the page and the terminal list it, and the campaigns of earlier results that are not in it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from stillwatch.report.escaping import shortened, visible
from stillwatch.report.labels import EVENT, words

if TYPE_CHECKING:
    from datetime import datetime

    from stillwatch.records.campaign import Campaign
    from stillwatch.records.known import Known
    from stillwatch.records.result import ScanResult

ROWS: Final = 40
PAGE: Final = 24_000
"""Characters that all lives of one page may have together, beside the accounts tables."""
MARKUP: Final = 100
TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class LifeRow:
    """An event in words, the state it led to, and what was seen."""

    at: datetime
    event: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class LifeView:
    """The latest events in order of time, how many earlier ones are left out, and former names."""

    rows: tuple[LifeRow, ...]
    left: int
    formerly: tuple[str, ...]


def life_view(campaign: Campaign, characters: int = PAGE) -> LifeView:
    """The life of ``campaign`` in at most ``ROWS`` events and about as many ``characters`` of HTML."""
    rows: list[LifeRow] = []
    for one in reversed(campaign.history[-ROWS:]):
        row = LifeRow(one.at, words(one.event, EVENT), words(one.state, {}), shortened(visible(one.text), TEXT))
        characters -= MARKUP + len(escape(row.event[:TEXT] + row.state[:TEXT] + row.text))
        if characters < 0:
            break
        rows.insert(0, row)
    return LifeView(tuple(rows), len(campaign.history) - len(rows), campaign.formerly)


def unheard(result: ScanResult) -> tuple[Known, ...]:
    """Campaigns of earlier results that this scan has not found again."""
    found = {campaign.campaign_id for campaign in result.campaigns}
    return tuple(one for one in result.known if one.campaign_id not in found)
