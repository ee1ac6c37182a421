"""Options have defaults that change nothing, and cannot be changed after the fact."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from stillwatch.scanning import MOST_HELD, ScanOptions, StageProgress


def test_the_options_are_pinned() -> None:
    assert {field.name: field.default for field in fields(ScanOptions)} == {
        "format": None,
        "engine": "duckdb",
        "drop_content": False,
        "pseudonym_key": None,
        "quarantine": None,
        "progress": None,
        "threads": None,
        "work": None,
        "most_held": MOST_HELD,
        "cluster": None,
    }
    assert [field.name for field in fields(StageProgress)] == ["stage", "done", "total"]


def test_options_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        ScanOptions().threads = 3  # type: ignore[misc]  # that it cannot be set is what is tested
