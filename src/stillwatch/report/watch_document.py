"""``watch.json``: what the last pass of a watch did and what is new, as plain values."""

from __future__ import annotations

from typing import Any

from stillwatch.records.watching import Pass, Standing
from stillwatch.report.figures import rfc3339
from stillwatch.report.json_documents import detection_document


def pass_document(done: Pass) -> dict[str, Any]:
    """The pass and every campaign; ``look`` says why everything was looked at, null where it was not."""
    return {
        "until": rfc3339(done.until),
        "looked_until": rfc3339(done.looked_until),
        "looks": done.looks,
        "look": done.look,
        "quiet": done.quiet,
        "accepted": done.accepted,
        "rejected": done.rejected,
        "again": done.again,
        "late": done.late,
        "campaigns": [_standing(one) for one in done.campaigns],
        "gone": list(done.gone),
        "seconds": dict(done.seconds),
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "campaign_id": one.campaign_id,
        "new": one.new,
        "exchanges": one.exchanges,
        "added": one.added,
        "accounts": one.accounts,
        "confidence": one.confidence,
        "detection": detection_document(one.detection),
    }
