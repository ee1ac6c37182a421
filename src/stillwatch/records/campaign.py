"""A campaign as every output tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from stillwatch.records.evidence import Alternative, Evidence


@dataclass(frozen=True, slots=True)
class Pivot:
    """Traffic that moved to a newly released model: ``share_moved`` of it within ``lag_hours``."""

    to_model: str
    released_at: datetime
    lag_hours: float
    share_moved: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Exchanges and active accounts in equal steps of ``step_seconds`` from ``start``; account closures by time."""

    start: datetime
    step_seconds: int
    exchanges: tuple[int, ...]
    accounts: tuple[int, ...]
    closures: tuple[tuple[datetime, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """Fixed request text found in a campaign: where it stands, how often, and an excerpt unless content was dropped."""

    template_id: str
    place: str
    exchanges: int
    accounts: int
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An event in a campaign's life and the state that it led to: see ``campaigns/lifecycle.py``."""

    at: datetime
    event: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class TechniqueUse:
    """An elicitation technique (a name of ``TECHNIQUES``) in a campaign: how much of it, since when, and in words.

    ``share`` is of the campaign's exchanges. What a technique's wording shows is counted exchange by exchange; some
    techniques show only in the campaign as a whole, and ``text`` then says how.
    """

    name: str
    share: float
    first_seen: datetime
    exchanges: int
    text: str


@dataclass(frozen=True, slots=True)
class Detection:
    """When a watch told a campaign first, and what had been served by then.

    ``at`` is the time of the newest exchange known then; ``exchanges`` are those of the campaign until ``at``, as far
    as they are known now, and ``share`` is their part of all of its exchanges until now.
    """

    at: datetime
    exchanges: int
    share: float


@dataclass(frozen=True, slots=True)
class Campaign:
    """One operation over a population of accounts.

    Counts are of the campaign's own exchanges, not of its accounts' honest traffic. ``confidence`` is a
    probability; ``capabilities``, ``models`` and ``routes`` are shares summing to 1. ``formerly`` are names under which
    it, or a part of it, stands in earlier results. ``detection`` is known where a watch found it.
    """

    campaign_id: str
    confidence: float
    first_seen: datetime
    last_seen: datetime
    accounts: int
    exchanges: int
    input_tokens: int
    output_tokens: int
    capabilities: dict[str, float]
    models: dict[str, float]
    routes: dict[str, float]
    pivots: tuple[Pivot, ...]
    evidence: tuple[Evidence, ...]
    techniques: dict[str, float] = field(default_factory=dict)
    technique_uses: tuple[TechniqueUse, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    templates: tuple[Template, ...] = ()
    timeline: Timeline | None = None
    p_value: float | None = None
    state: str | None = None
    history: tuple[Moment, ...] = ()
    formerly: tuple[str, ...] = ()
    detection: Detection | None = None
