"""What an operation's exchanges come to, counted batch by batch where they are too many to be held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.log import HOUR, Codes, Ints
from stillwatch.findings.pivots import as_time
from stillwatch.findings.timeline import closures, step_of
from stillwatch.records.campaign import Campaign, Timeline
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
    """Nothing counted yet, for exchanges within or about ``window`` (microseconds)."""
    first, hours = window[0] // HOUR, window[1] // HOUR - window[0] // HOUR + 1
    none = [np.zeros(size, dtype=np.int64) for size in (models, routes, len(CAPABILITIES), hours)]
    active = np.zeros((hours, len(accounts)), dtype=np.bool_)
    return Volume(accounts, first, none[0], none[1], none[2], none[3], active)


def _count(counts: Ints, codes: npt.NDArray[np.signedinteger]) -> None:
    counts += np.bincount(codes[codes >= 0], minlength=len(counts))


def _reach(volume: Volume, first: int, last: int) -> None:
    """Make room for hours before or after those that the exchanges held have seen."""
    before = max(volume.first_hour - first, 0)
    after = max(last - volume.first_hour + 1 - len(volume.hours), 0)
    if before or after:
        volume.hours = np.pad(volume.hours, (before, after))
        volume.active = np.pad(volume.active, ((before, after), (0, 0)))
        volume.first_hour -= before


def add(volume: Volume, rows: Rows) -> None:
    """Count more exchanges."""
    if not len(rows.time):
        return
    _reach(volume, int(rows.time.min()) // HOUR, int(rows.time.max()) // HOUR)
    hour = rows.time // HOUR - volume.first_hour
    _count(volume.models, rows.model)
    _count(volume.routes, rows.route)
    _count(volume.capabilities, rows.capability)
    _count(volume.hours, hour)
    volume.active[hour, np.searchsorted(volume.accounts, rows.account)] = True
    volume.exchanges += len(rows.time)
    volume.input_tokens += int(rows.input_tokens.sum())
    volume.output_tokens += int(rows.output_tokens.sum())
    volume.first, volume.last = min(volume.first, int(rows.time.min())), max(volume.last, int(rows.time.max()))


def with_volume(
    campaign: Campaign, volume: Volume, models: Sequence[str], routes: Sequence[str], closed: Ints
) -> Campaign:
    """``campaign``, told from the exchanges held, with the counts of all: those of texts in proportion.

    ``closed`` is when each of its accounts was closed.
    """
    factor = volume.exchanges / max(campaign.exchanges, 1)
    return replace(
        campaign,
        first_seen=as_time(volume.first),
        last_seen=as_time(volume.last),
        exchanges=volume.exchanges,
        input_tokens=volume.input_tokens,
        output_tokens=volume.output_tokens,
        models=_shares(volume.models, models),
        routes=_shares(volume.routes, routes),
        capabilities=_shares(volume.capabilities, CAPABILITIES) or campaign.capabilities,
        technique_uses=tuple(
            replace(use, exchanges=round(use.exchanges * factor), text=f"In proportion to a choice. {use.text}")
            for use in campaign.technique_uses
        ),
        templates=tuple(replace(one, exchanges=round(one.exchanges * factor)) for one in campaign.templates),
        timeline=_timeline(volume, closed),
    )


def _shares(counts: Ints, names: Sequence[str]) -> dict[str, float]:
    whole = int(counts.sum())
    order = np.argsort(-counts, kind="stable")
    return {names[i]: float(counts[i] / whole) for i in order if counts[i]}


def _timeline(volume: Volume, closed: Ints) -> Timeline:
    step = step_of(volume.first, volume.last)
    start = volume.first // step * step
    hours = (volume.first_hour + np.arange(len(volume.hours))) * HOUR
    place = (hours - start) // step
    length = (volume.last - start) // step + 1
    inside = (place >= 0) & (place < length)
    exchanges = np.bincount(place[inside], weights=volume.hours[inside], minlength=length).astype(np.int64)
    accounts = [int(volume.active[inside & (place == i)].any(axis=0).sum()) for i in range(length)]
    return Timeline(
        start=as_time(start),
        step_seconds=step // 1_000_000,
        exchanges=tuple(int(n) for n in exchanges),
        accounts=tuple(accounts),
        closures=closures(closed, start, volume.last),
    )
