"""What is told of an unresolved group is pinned."""

from __future__ import annotations

from dataclasses import fields

from stillwatch.records.unresolved import Unresolved


def test_the_fields_are_pinned() -> None:
    assert [field.name for field in fields(Unresolved)] == [
        "group_id",
        "reason",
        "bits",
        "first_seen",
        "last_seen",
        "accounts",
        "exchanges",
        "evidence",
        "alternatives",
        "settles",
        "account_ids",
    ]
