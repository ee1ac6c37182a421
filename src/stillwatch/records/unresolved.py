"""A group that may be a campaign and may be honest, told so that a person can settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stillwatch.records.evidence import Alternative, Evidence


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Accounts of which the log does not say whether one operation is behind them; nothing is proposed for them.

    ``bits`` are log2 odds that one operation is behind them, after what honest explanations account for; ``reason`` is
    one of ``UNRESOLVED_REASONS``; ``settles`` are sentences on what would decide it. ``account_ids`` are at most some
    dozens, the busiest first, of ``accounts``.
    """

    group_id: str
    reason: str
    bits: float
    first_seen: datetime
    last_seen: datetime
    accounts: int
    exchanges: int
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Alternative, ...]
    settles: tuple[str, ...]
    account_ids: tuple[str, ...] = ()
