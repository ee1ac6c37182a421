"""Every campaign as a pass leaves it, from the last look at everything and what was dealt since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from stillwatch.records.campaign import Detection
from stillwatch.records.result import ScanResult
from stillwatch.records.watching import Standing

FILE: Final = "standings.json"


def looked_at(result: ScanResult, before: Mapping[str, Standing]) -> tuple[Standing, ...]:
    """The campaigns of a look at everything; ``before`` are those of the pass before it, by name."""
    return tuple(
        Standing(
            campaign_id=one.campaign_id,
            exchanges=one.exchanges,
            added=max(one.exchanges - (before[one.campaign_id].exchanges if one.campaign_id in before else 0), 0),
            accounts=one.accounts,
            new=one.campaign_id not in before,
            confidence=one.confidence,
            detection=one.detection or Detection(one.last_seen, one.exchanges, 1.0),
        )
        for one in result.campaigns
    )


def dealt_to(held: Mapping[str, Standing], dealt: Mapping[str, int], added: Mapping[str, int]) -> tuple[Standing, ...]:
    """The campaigns of the last look, with what was ``dealt`` since it and ``added`` in this pass.

    What was served before detection becomes a smaller part of what is served.
    """
    return tuple(_grown(one, dealt.get(one.campaign_id, 0), added.get(one.campaign_id, 0)) for one in held.values())


def _grown(one: Standing, dealt: int, added: int) -> Standing:
    exchanges = one.exchanges + dealt
    share = round(one.detection.exchanges / max(exchanges, 1), 6)
    detection = replace(one.detection, share=share)
    return replace(one, exchanges=exchanges, added=added, new=False, detection=detection)


def save_standings(standings: tuple[Standing, ...], folder: Path) -> None:
    """Write what a look at everything left."""
    (folder / FILE).write_text(json.dumps([_plain(one) for one in standings]), encoding="utf-8")


def load_standings(folder: Path) -> dict[str, Standing]:
    """What ``save_standings`` wrote, by name."""
    said = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return {one["campaign_id"]: _standing(one) for one in said}


def _plain(one: Standing) -> dict[str, Any]:
    names = ("campaign_id", "exchanges", "added", "accounts", "new", "confidence")
    detection = {"at": one.detection.at.isoformat(), "exchanges": one.detection.exchanges, "share": one.detection.share}
    return {name: getattr(one, name) for name in names} | {"detection": detection}


def _standing(said: dict[str, Any]) -> Standing:
    detection = said["detection"]
    at = datetime.fromisoformat(detection["at"])
    return Standing(**{**said, "detection": Detection(at, detection["exchanges"], detection["share"])})
