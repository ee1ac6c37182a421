"""What an operation's exchanges come to, counted batch by batch where they are too many to be held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.log import HOUR, UNKNOWN_TIME, Codes, Ints
from stillwatch.findings.pivots import as_time
from stillwatch.findings.shares import capability_shares, shares
from stillwatch.findings.timeline import shut_hours, step_of
from stillwatch.records.campaign import Campaign, TechniqueUse, Template, Timeline
from stillwatch.records.vocabulary import CAPABILITIES


@dataclass(slots=True)
class Volume:
    """All exchanges of one operation, counted: by model, route, capability, hour, and hour and account.

    ``accounts`` are its sorted account codes; hours count from ``first_hour``.
    """

    accounts: Codes
    first_hour: int
    models: Ints
    routes: Ints
    capabilities: Ints
    hours: Ints
    active: npt.NDArray[np.bool_]
    exchanges: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    first: int = np.iinfo(np.int64).max
    last: int = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of exchanges that one operation owns."""

    time: Ints
    account: Codes
    model: Codes
    route: Codes
    capability: npt.NDArray[np.int8]
    input_tokens: Ints
    output_tokens: Ints


def empty_volume(accounts: Codes, window: tuple[int, int], models: int, routes: int) -> Volume:
    """Nothing counted yet, for exchanges within ``window`` (microseconds)."""
    first, hours = window[0] // HOUR, window[1] // HOUR - window[0] // HOUR + 1
    kinds = (np.zeros(size, dtype=np.int64) for size in (models, routes, len(CAPABILITIES), hours))
    return Volume(accounts, first, *kinds, active=np.zeros((hours, len(accounts)), dtype=np.bool_))


def add(volume: Volume, rows: Rows) -> None:
    """Count more exchanges."""
    if not len(rows.time):
        return
    hour = rows.time // HOUR - volume.first_hour
    for counts, codes in (
        (volume.models, rows.model),
        (volume.routes, rows.route),
        (volume.capabilities, rows.capability),
        (volume.hours, hour),
    ):
        counts += np.bincount(codes[codes >= 0], minlength=len(counts))
    volume.active[hour, np.searchsorted(volume.accounts, rows.account)] = True
    volume.exchanges += len(rows.time)
    volume.input_tokens += int(rows.input_tokens.sum())
    volume.output_tokens += int(rows.output_tokens.sum())
    volume.first, volume.last = min(volume.first, int(rows.time.min())), max(volume.last, int(rows.time.max()))
