"""What a campaign did, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stillwatch.report.figures import count, day, duration, listed, moment, percentage, plural
from stillwatch.report.labels import CAPABILITY, TECHNIQUE, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stillwatch.records.campaign import Campaign, Detection, Pivot, TechniqueUse
    from stillwatch.records.evidence import Alternative
    from stillwatch.records.result import ScanResult

NAMED: Final = 3


def verdict(result: ScanResult) -> str:
    """The scan's outcome in one sentence."""
    read = f"{plural(result.run.accepted, 'exchange')}"
    if not result.campaigns:
        return f"No campaign was found in {read}."
    exchanges = sum(campaign.exchanges for campaign in result.campaigns)
    # Not the sum of the campaigns' accounts: several operators may send through the same ones.
    accounts = len(result.accounts) - result.accounts["campaign_id"].null_count
    share = percentage(traffic_share(exchanges, result))
    number = (
        "One alleged campaign was" if len(result.campaigns) == 1 else f"{len(result.campaigns)} alleged campaigns were"
    )
    verb = "It makes" if len(result.campaigns) == 1 else "Together they make"
    return f"{number} found in {read}. {verb} {share} of the traffic, through {plural(accounts, 'account')}."


def traffic_share(exchanges: int, result: ScanResult) -> float:
    """The share that ``exchanges`` have of all accepted ones; 0 where none was accepted."""
    return min(exchanges / result.run.accepted, 1.0) if result.run.accepted else 0.0


def summary(campaign: Campaign, share: float | None = None) -> str:
    """Who did what, when and how much of it; ``share`` is of all traffic, where that is known."""
    part = "" if share is None else f", {percentage(share)} of the traffic"
    opening = (
        f"From {day(campaign.first_seen)} to {day(campaign.last_seen)} "
        f"({duration(campaign.last_seen - campaign.first_seen)}), {plural(campaign.accounts, 'account')} made "
        f"{plural(campaign.exchanges, 'exchange')}{part}."
    )
    sought = (
        f" What they asked for is {sought_after(campaign.capabilities)}." if any(campaign.capabilities.values()) else ""
    )
    tokens = ""
    if campaign.output_tokens:
        tokens = (
            f" Sent: {plural(campaign.input_tokens, 'token')}; received: {plural(campaign.output_tokens, 'token')}."
        )
    return opening + sought + tokens


def sought_after(capabilities: Mapping[str, float], limit: int = NAMED) -> str:
    """The largest capabilities with their shares, in words."""
    ordered = sorted(capabilities.items(), key=lambda item: (-item[1], item[0]))
    return listed([f"{words(name, CAPABILITY)} ({percentage(share)})" for name, share in ordered[:limit] if share > 0])


def pivot_sentence(pivot: Pivot) -> str:
    """What moved to a new model, how much of it and how fast."""
    return (
        f"{percentage(pivot.share_moved)} of the traffic had moved to {pivot.to_model} within "
        f"{duration(pivot.lag_hours * 3600)} of its release on {moment(pivot.released_at)}."
    )


def technique_sentence(use: TechniqueUse) -> str:
    """A technique in words, how much of the campaign it is, since when, and how it showed."""
    named = words(use.name, TECHNIQUE)
    return f"{named}: {percentage(use.share)} of the exchanges since {moment(use.first_seen)}. {use.text}"


def detection_sentence(detection: Detection | None) -> str:
    """When a watch told the campaign first, and what had been served by then; empty where no watch did."""
    if detection is None:
        return ""
    return (
        f"It was told first when the log went until {moment(detection.at)}: {plural(detection.exchanges, 'exchange')} "
        f"({percentage(detection.share)} of those until now) had been served before it was found."
    )


def verdict_on(alternative: Alternative) -> str:
    """Whether an innocent explanation was ruled out, and by how much."""
    net = alternative.bits_against - alternative.bits_for
    if net <= 0:
        return "not ruled out"
    return f"fits less well, by {net:,.1f} bits"


def chance_sentence(p_value: float | None) -> str:
    """How often a grouping this strong comes about by chance in the same log."""
    if p_value is None:
        return "No significance against chance was computed for this campaign."
    if p_value <= 0:
        return "Chance alone, measured on this log itself, never made a grouping this strong."
    return (
        "Chance alone, measured on this log itself, makes a grouping this strong no more often than once in "
        f"{count(1 / p_value)} times (p\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{p_value:.2g})."
    )


def false_share_sentence(result: ScanResult) -> str:
    """The share of the campaigns told that is expected to be false, and the rate it is kept to; empty where none is."""
    run = result.run
    if run.expected_false_share is None or run.false_discovery_rate is None:
        return ""
    return (
        f"Expected share of false ones among the campaigns told: {percentage(run.expected_false_share)}, kept to "
        f"{percentage(run.false_discovery_rate)} at most."
    )
