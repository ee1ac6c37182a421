"""What is kept of a campaign is pinned, and its state is that to which its history led."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

from stillwatch.records.campaign import Moment
from stillwatch.records.known import Known, Traces

WHEN = datetime(2026, 6, 1, tzinfo=UTC)


def test_the_fields_are_pinned() -> None:
    assert [field.name for field in fields(Traces)] == ["accounts", "texts", "identities"]
    assert [field.name for field in fields(Known)] == ["campaign_id", "formerly", "last_seen", "history", "traces"]


def test_the_state_is_the_last_ones() -> None:
    history = (Moment(WHEN, "first_seen", "starting", "…"), Moment(WHEN, "steady", "active", "…"))

    assert Known("C-1", (), WHEN, history, Traces(())).state == "active"
    assert Known("C-1", (), WHEN, (), Traces(())).state == "unseen"
