"""The fields of a campaign are those that every output tells."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime

import pytest

from stillwatch.records.campaign import Campaign, Detection, Moment, Pivot, TechniqueUse, Template, Timeline

WHEN = datetime(2026, 6, 1, tzinfo=UTC)


def test_the_fields_of_a_campaign_are_pinned() -> None:
    assert {field.name: field.type for field in fields(Campaign)} == {
        "campaign_id": "str",
        "confidence": "float",
        "first_seen": "datetime",
        "last_seen": "datetime",
        "accounts": "int",
        "exchanges": "int",
        "input_tokens": "int",
        "output_tokens": "int",
        "capabilities": "dict[str, float]",
        "models": "dict[str, float]",
        "routes": "dict[str, float]",
        "pivots": "tuple[Pivot, ...]",
        "evidence": "tuple[Evidence, ...]",
        "techniques": "dict[str, float]",
        "technique_uses": "tuple[TechniqueUse, ...]",
        "alternatives": "tuple[Alternative, ...]",
        "templates": "tuple[Template, ...]",
        "timeline": "Timeline | None",
        "p_value": "float | None",
        "state": "str | None",
        "history": "tuple[Moment, ...]",
        "formerly": "tuple[str, ...]",
        "detection": "Detection | None",
    }


def test_the_parts_are_pinned() -> None:
    assert [field.name for field in fields(Pivot)] == ["to_model", "released_at", "lag_hours", "share_moved"]
    assert [field.name for field in fields(Timeline)] == ["start", "step_seconds", "exchanges", "accounts", "closures"]
    assert [field.name for field in fields(Moment)] == ["at", "event", "state", "text"]
    assert [field.name for field in fields(Template)] == ["template_id", "place", "exchanges", "accounts", "excerpt"]
    assert [field.name for field in fields(Detection)] == ["at", "exchanges", "share"]
    assert [field.name for field in fields(TechniqueUse)] == ["name", "share", "first_seen", "exchanges", "text"]


def test_what_was_found_cannot_be_changed() -> None:
    pivot = Pivot("m", WHEN, 3.0, 0.5)

    with pytest.raises(FrozenInstanceError):
        pivot.share_moved = 1.0  # type: ignore[misc]  # that it cannot be set is what is tested


def test_campaigns_share_no_default() -> None:
    first, second = (Campaign("c", 0.9, WHEN, WHEN, 1, 1, 1, 1, {}, {}, {}, (), ()) for _ in range(2))

    first.techniques["grading"] = 1.0

    assert second.techniques == {}
