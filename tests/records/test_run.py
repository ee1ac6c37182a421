"""What a run says of itself is pinned."""

from __future__ import annotations

from dataclasses import fields

from stillwatch.records.run import Gap, Rejection, Run


def test_the_fields_are_pinned() -> None:
    assert {field.name: field.type for field in fields(Run)} == {
        "read": "int",
        "accepted": "int",
        "rejected": "int",
        "seconds": "dict[str, float]",
        "peak_rss_bytes": "int",
        "engine": "str",
        "version": "str",
        "sources": "tuple[str, ...]",
        "rejections_by_reason": "dict[str, int]",
        "coverage": "dict[str, float]",
        "gaps": "tuple[Gap, ...]",
        "simulated": "bool",
        "false_discovery_rate": "float | None",
        "expected_false_share": "float | None",
    }
    assert [field.name for field in fields(Gap)] == ["name", "text"]
    assert [field.name for field in fields(Rejection)] == ["source", "reason", "line", "row"]


def test_runs_share_no_default() -> None:
    first, second = (Run(1, 1, 0, {}, 1, "duckdb", "0") for _ in range(2))

    first.coverage["prompt"] = 1.0

    assert second.coverage == {}
