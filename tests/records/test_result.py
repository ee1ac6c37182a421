"""What a scan returns is pinned."""

from __future__ import annotations

from dataclasses import fields

from stillwatch.records.result import Release, ScanResult


def test_the_fields_are_pinned() -> None:
    assert {field.name: field.type for field in fields(ScanResult)} == {
        "campaigns": "tuple[Campaign, ...]",
        "accounts": "pa.Table",
        "exchanges": "pa.Table",
        "run": "Run",
        "releases": "tuple[Release, ...]",
        "known": "tuple[Known, ...]",
        "unresolved": "tuple[Unresolved, ...]",
    }
    assert {field.name: field.type for field in fields(Release)} == {"model": "str", "released_at": "datetime"}
