"""``campaigns.json`` and the other JSON files of a result as plain values, ready for any JSON writer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from stillwatch.report.figures import rfc3339

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stillwatch.records.campaign import Campaign, Detection, Moment, Pivot, TechniqueUse, Template, Timeline
    from stillwatch.records.evidence import Alternative, Evidence
    from stillwatch.records.known import Known
    from stillwatch.records.result import ScanResult
    from stillwatch.records.run import Run
    from stillwatch.records.unresolved import Unresolved


def campaigns_document(result: ScanResult) -> list[dict[str, Any]]:
    """Every campaign of the result in its order; times are RFC 3339 in UTC, shares sum to 1."""
    return [_campaign(campaign) for campaign in result.campaigns]


def run_document(run: Run) -> dict[str, Any]:
    """What the scan read, could not read and could not see; ``seconds`` by stage, ``peak_rss_bytes`` in bytes."""
    return {
        "read": run.read,
        "accepted": run.accepted,
        "rejected": run.rejected,
        "seconds": dict(run.seconds),
        "peak_rss_bytes": run.peak_rss_bytes,
        "engine": run.engine,
        "version": run.version,
        "sources": list(run.sources),
        "rejections_by_reason": dict(run.rejections_by_reason),
        "coverage": dict(run.coverage),
        "gaps": [{"name": gap.name, "text": gap.text} for gap in run.gaps],
        "simulated": run.simulated,
        "false_discovery_rate": run.false_discovery_rate,
        "expected_false_share": run.expected_false_share,
    }


def unresolved_document(groups: Sequence[Unresolved]) -> list[dict[str, Any]]:
    """Groups that may be campaigns and may be honest, strongest first; ``bits`` are log2 odds of one operation."""
    return [
        {
            "group_id": group.group_id,
            "reason": group.reason,
            "bits": group.bits,
            "first_seen": rfc3339(group.first_seen),
            "last_seen": rfc3339(group.last_seen),
            "accounts": group.accounts,
            "exchanges": group.exchanges,
            "evidence": [_evidence(piece) for piece in group.evidence],
            "alternatives": [_alternative(alternative) for alternative in group.alternatives],
            "settles": list(group.settles),
            "account_ids": list(group.account_ids),
        }
        for group in groups
    ]


def _campaign(campaign: Campaign) -> dict[str, Any]:
    return {
        "campaign_id": campaign.campaign_id,
        "confidence": campaign.confidence,
        "first_seen": rfc3339(campaign.first_seen),
        "last_seen": rfc3339(campaign.last_seen),
        "accounts": campaign.accounts,
        "exchanges": campaign.exchanges,
        "input_tokens": campaign.input_tokens,
        "output_tokens": campaign.output_tokens,
        "capabilities": dict(campaign.capabilities),
        "models": dict(campaign.models),
        "routes": dict(campaign.routes),
        "pivots": [_pivot(pivot) for pivot in campaign.pivots],
        "evidence": [_evidence(piece) for piece in campaign.evidence],
        "techniques": dict(campaign.techniques),
        "technique_uses": [_use(use) for use in campaign.technique_uses],
        "alternatives": [_alternative(alternative) for alternative in campaign.alternatives],
        "templates": [_template(template) for template in campaign.templates],
        "timeline": None if campaign.timeline is None else _timeline(campaign.timeline),
        "p_value": campaign.p_value,
        "state": campaign.state,
        "history": [_moment(moment, rfc3339) for moment in campaign.history],
        "formerly": list(campaign.formerly),
        "detection": None if campaign.detection is None else detection_document(campaign.detection),
    }


def detection_document(detection: Detection) -> dict[str, Any]:
    """When a watch told a campaign first, and what of it had been served by then."""
    return {"at": rfc3339(detection.at), "exchanges": detection.exchanges, "share": detection.share}


def known_document(known: Sequence[Known]) -> list[dict[str, Any]]:
    """What a later scan needs to know campaigns again; times are exact, so that nothing is counted as new twice."""
    return [
        {
            "campaign_id": one.campaign_id,
            "formerly": list(one.formerly),
            "last_seen": one.last_seen.isoformat(),
            "history": [_moment(moment, datetime.isoformat) for moment in one.history],
            "accounts": list(one.traces.accounts),
            "texts": list(one.traces.texts),
            "identities": list(one.traces.identities),
        }
        for one in known
    ]


def _moment(moment: Moment, written: Callable[[datetime], str]) -> dict[str, Any]:
    return {"at": written(moment.at), "event": moment.event, "state": moment.state, "text": moment.text}


def _pivot(pivot: Pivot) -> dict[str, Any]:
    return {
        "to_model": pivot.to_model,
        "released_at": rfc3339(pivot.released_at),
        "lag_hours": pivot.lag_hours,
        "share_moved": pivot.share_moved,
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {"kind": piece.kind, "bits": piece.bits, "text": piece.text}


def _alternative(alternative: Alternative) -> dict[str, Any]:
    return {
        "name": alternative.name,
        "bits_for": alternative.bits_for,
        "bits_against": alternative.bits_against,
        "text": alternative.text,
    }


def _use(use: TechniqueUse) -> dict[str, Any]:
    return {
        "name": use.name,
        "share": use.share,
        "first_seen": rfc3339(use.first_seen),
        "exchanges": use.exchanges,
        "text": use.text,
    }


def _template(template: Template) -> dict[str, Any]:
    return {
        "template_id": template.template_id,
        "place": template.place,
        "exchanges": template.exchanges,
        "accounts": template.accounts,
        "excerpt": template.excerpt,
    }


def _timeline(timeline: Timeline) -> dict[str, Any]:
    return {
        "start": rfc3339(timeline.start),
        "step_seconds": timeline.step_seconds,
        "exchanges": list(timeline.exchanges),
        "accounts": list(timeline.accounts),
        "closures": [{"at": rfc3339(at), "accounts": accounts} for at, accounts in timeline.closures],
    }
