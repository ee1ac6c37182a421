"""The documents have the contract's keys and hold nothing that JSON cannot."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from stillwatch.records.campaign import Campaign, Moment
from stillwatch.records.known import Known, Traces
from stillwatch.records.run import Run
from stillwatch.report.json_documents import campaigns_document, known_document, run_document

if TYPE_CHECKING:
    from stillwatch.records.result import ScanResult

CAMPAIGN = [
    "campaign_id",
    "confidence",
    "first_seen",
    "last_seen",
    "accounts",
    "exchanges",
    "input_tokens",
    "output_tokens",
    "capabilities",
    "models",
    "routes",
    "pivots",
    "evidence",
]
RUN = ["read", "accepted", "rejected", "seconds", "peak_rss_bytes", "engine", "version"]


def test_campaigns_have_the_contracts_keys_first_and_every_field(three: ScanResult) -> None:
    for document, campaign in zip(campaigns_document(three), three.campaigns, strict=True):
        assert list(document)[: len(CAMPAIGN)] == CAMPAIGN
        assert set(document) == {field.name for field in fields(Campaign)}
        assert abs(sum(document["capabilities"].values()) - 1) < 0.01
        assert document["evidence"][0] == {"kind": "shared_template", "bits": 41.3, "text": campaign.evidence[0].text}
        assert set(document["pivots"][0]) == {"to_model", "released_at", "lag_hours", "share_moved"}


def test_the_run_has_the_contracts_keys_first_and_every_field(three: ScanResult) -> None:
    document = run_document(three.run)
    assert list(document)[: len(RUN)] == RUN
    assert set(document) == {field.name for field in fields(Run)}
    assert document["read"] == document["accepted"] + document["rejected"]
    assert document["gaps"][0]["name"] == "no sign-up data"


def test_times_are_rfc3339_in_utc(three: ScanResult) -> None:
    document = campaigns_document(three)[0]
    assert document["first_seen"] == "2026-01-05T06:00:00Z"
    assert document["pivots"][0]["released_at"] == "2026-01-29T17:00:00Z"
    assert datetime.fromisoformat(document["timeline"]["closures"][0]["at"]).tzinfo == UTC


def test_both_go_through_json_unchanged(three: ScanResult, hostile: ScanResult, empty: ScanResult) -> None:
    for result in (three, hostile, empty):
        for document in (campaigns_document(result), run_document(result.run)):
            assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_the_life_is_told_with_its_states(three: ScanResult) -> None:
    document = campaigns_document(three)[0]
    assert document["history"][0] == {
        "at": "2026-01-05T06:00:00Z",
        "event": "first_seen",
        "state": "starting",
        "text": "its first exchange in this log",
    }
    assert document["state"] == document["history"][-1]["state"] == "active"
    assert document["formerly"] == ["c-old1"]


def test_what_is_kept_for_the_next_scan_goes_through_json_with_exact_times() -> None:
    when = datetime(2026, 6, 1, 3, 4, 5, 678901, tzinfo=UTC)
    history = (Moment(when, "first_seen", "starting", "…"),)
    (document,) = known_document([Known("C-1", ("C-0",), when, history, Traces(("a",), ("t",), ("i",)))])
    assert json.loads(json.dumps(document)) == document
    assert datetime.fromisoformat(document["last_seen"]) == when
    assert datetime.fromisoformat(document["history"][0]["at"]) == when
    assert [document[name] for name in ("accounts", "texts", "identities")] == [["a"], ["t"], ["i"]]


def test_no_campaign_is_an_empty_list(empty: ScanResult) -> None:
    assert campaigns_document(empty) == []
