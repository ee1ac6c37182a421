"""What a result is worth: recall, precision, pieces and wronged innocents, from counts against a truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from stillwatch.evaluation.tallies import AccountTally, ExchangeTally, Tallies

GUILTY: Final = "campaign"
PIECE_SHARE: Final = 0.01
"""A result's campaign is a piece of a true one if it holds more than this share of its exchanges."""

FALSE_SHARE: Final = 0.5
"""A result's campaign is false if more than this share of it belongs to no true campaign."""


@dataclass(frozen=True, slots=True)
class CampaignMeasures:
    """One true campaign: ``found_as`` holds most of it, ``recall`` and ``precision`` are of that one."""

    campaign_id: str
    exchanges: int
    recall: float
    precision: float | None
    pieces: int
    found_as: str | None


@dataclass(frozen=True, slots=True)
class Measures:
    """A result against its truth; shares are None where nothing stands below the line.

    ``innocents_per_10k`` has a figure for every benign kind seen in the log; ``merged_campaigns`` maps a
    result's campaign to the true ones it swallowed, where they are more than one. ``benign`` and ``innocents`` are
    the accounts of each benign kind, and those of them that were put in a campaign.
    """

    account_precision: float | None
    account_recall: float | None
    innocents_per_10k: Mapping[str, float]
    innocents_restricted: int
    exchange_precision: float | None
    exchange_recall: float | None
    campaigns: tuple[CampaignMeasures, ...]
    false_campaigns: int
    merged_campaigns: Mapping[str, tuple[str, ...]]
    capability_accuracy: float | None
    benign: Mapping[str, int] = field(default_factory=dict)
    innocents: Mapping[str, int] = field(default_factory=dict)

    @property
    def innocents_per_100k(self) -> float:
        """Innocents in 100,000 benign accounts, all kinds together."""
        return per_100k(sum(self.innocents.values()), sum(self.benign.values()))

    @property
    def innocent_kinds(self) -> int:
        """How many benign kinds they are of."""
        return sum(count > 0 for count in self.innocents.values())


def per_100k(part: int, whole: int) -> float:
    """``part`` in 100,000 of ``whole``; 0 of nothing."""
    return 1e5 * part / whole if whole else 0.0


def measure(tallies: Tallies) -> Measures:
    """Turn counts into measures."""
    accounts, exchanges = tallies.accounts, tallies.exchanges
    benign, innocents = _benign(accounts)
    campaigns = _campaigns(exchanges)
    of_campaigns = [row for row in exchanges if row.truth is not None]
    caught = sum(row.exchanges for row in of_campaigns if row.said is not None)
    guilty_flagged = _accounts(row for row in accounts if row.kind == GUILTY and row.flagged)
    return Measures(
        account_precision=_share(guilty_flagged, _accounts(row for row in accounts if row.flagged)),
        account_recall=_share(guilty_flagged, _accounts(row for row in accounts if row.kind == GUILTY)),
        innocents_per_10k={kind: 1e4 * innocents[kind] / count for kind, count in benign.items()},
        innocents_restricted=_accounts(row for row in accounts if row.kind != GUILTY and row.restricted),
        exchange_precision=_share(caught, _exchanges(row for row in exchanges if row.said is not None)),
        exchange_recall=_share(caught, _exchanges(of_campaigns)),
        campaigns=campaigns,
        false_campaigns=_false_campaigns(exchanges),
        merged_campaigns=_merged(campaigns),
        capability_accuracy=_share(sum(row.same_capability for row in of_campaigns), _exchanges(of_campaigns)),
        benign=benign,
        innocents=innocents,
    )


def _campaigns(tallies: Iterable[ExchangeTally]) -> tuple[CampaignMeasures, ...]:
    sizes: dict[str, int] = defaultdict(int)
    parts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in tallies:
        if row.said is not None:
            sizes[row.said] += row.exchanges
        if row.truth is not None:
            parts[row.truth].update({row.said: row.exchanges} if row.said is not None else {})
    totals = _totals(tallies)
    return tuple(_campaign(name, totals[name], parts[name], sizes) for name in sorted(totals))


def _totals(tallies: Iterable[ExchangeTally]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for row in tallies:
        if row.truth is not None:
            totals[row.truth] += row.exchanges
    return totals


def _campaign(name: str, total: int, parts: Mapping[str, int], sizes: Mapping[str, int]) -> CampaignMeasures:
    best = min(parts, key=lambda said: (-parts[said], said), default=None)
    held = 0 if best is None else parts[best]
    return CampaignMeasures(
        campaign_id=name,
        exchanges=total,
        recall=held / total,
        precision=None if best is None else held / sizes[best],
        pieces=sum(count > PIECE_SHARE * total for count in parts.values()),
        found_as=best,
    )


def _benign(tallies: Iterable[AccountTally]) -> tuple[dict[str, int], dict[str, int]]:
    """Accounts of each benign kind, and those put in a campaign."""
    seen: dict[str, int] = defaultdict(int)
    wronged: dict[str, int] = defaultdict(int)
    for row in tallies:
        if row.kind != GUILTY:
            seen[row.kind] += row.accounts
            wronged[row.kind] += row.accounts if row.flagged else 0
    return {kind: seen[kind] for kind in sorted(seen)}, {kind: wronged[kind] for kind in sorted(seen)}


def _false_campaigns(tallies: Iterable[ExchangeTally]) -> int:
    sizes: dict[str, int] = defaultdict(int)
    honest: dict[str, int] = defaultdict(int)
    for row in tallies:
        if row.said is not None:
            sizes[row.said] += row.exchanges
            honest[row.said] += row.exchanges if row.truth is None else 0
    return sum(honest[said] > FALSE_SHARE * size for said, size in sizes.items())


def _merged(campaigns: Iterable[CampaignMeasures]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = defaultdict(list)
    for campaign in campaigns:
        if campaign.found_as is not None:
            owners[campaign.found_as].append(campaign.campaign_id)
    return {said: tuple(true) for said, true in owners.items() if len(true) > 1}


def _accounts(tallies: Iterable[AccountTally]) -> int:
    return sum(row.accounts for row in tallies)


def _exchanges(tallies: Iterable[ExchangeTally]) -> int:
    return sum(row.exchanges for row in tallies)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
