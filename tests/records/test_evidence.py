"""Pieces of evidence are values: equal where they say the same, and never changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from stillwatch.records.evidence import Alternative, Evidence


def test_the_fields_are_pinned() -> None:
    assert [(field.name, field.type) for field in fields(Evidence)] == [
        ("kind", "str"),
        ("bits", "float"),
        ("text", "str"),
    ]
    assert [field.name for field in fields(Alternative)] == ["name", "bits_for", "bits_against", "text"]


def test_evidence_is_a_value() -> None:
    piece = Evidence("synchrony", 3.0, "one rhythm")

    assert piece == Evidence("synchrony", 3.0, "one rhythm")
    assert piece != Evidence("synchrony", 3.1, "one rhythm")
    assert len({piece, Evidence("synchrony", 3.0, "one rhythm")}) == 1
    with pytest.raises(FrozenInstanceError):
        piece.bits = 99.0  # type: ignore[misc]  # that it cannot be set is what is tested
