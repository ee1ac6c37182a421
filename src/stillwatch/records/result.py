"""Everything one scan returns: typed campaigns, Arrow tables, and what the run could see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from stillwatch.records.campaign import Campaign
from stillwatch.records.known import Known
from stillwatch.records.run import Run
from stillwatch.records.unresolved import Unresolved


@dataclass(frozen=True, slots=True)
class Release:
    """A model's launch."""

    model: str
    released_at: datetime


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Campaigns, largest first, and tables.

    ``accounts`` has the schema ``ACCOUNT_RESULTS``, ``exchanges`` has ``EXCHANGE_RESULTS``. ``known`` are
    all campaigns that a later scan has to know again: those found, and those of earlier results that were not.
    ``unresolved`` are groups of which nothing is said in the tables.
    """

    campaigns: tuple[Campaign, ...]
    accounts: pa.Table
    exchanges: pa.Table
    run: Run
    releases: tuple[Release, ...] = ()
    known: tuple[Known, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
