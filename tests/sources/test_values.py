"""Single values as their column's type."""

from __future__ import annotations

from typing import Any

import pytest

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.values import column_of, content, converter, integer, number, short_integer, text


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (text, "a", "a"),
        (text, 12, "12"),
        (text, 2**64, None),
        (text, True, None),
        (text, 1.5, None),
        (text, ["a"], None),
        (content, ["a", {"text": "b"}], "a\nb"),
        (content, 5, "5"),
        (integer, "12", 12),
        (integer, "1e3", 1000),
        (integer, 3.0, 3),
        (integer, 3.5, None),
        (integer, float("inf"), None),
        (integer, "inf", None),
        (integer, False, None),
        (integer, 2**63, None),
        (integer, "9" * 41, None),
        (integer, "١٢", None),
        (short_integer, 2**31 - 1, 2**31 - 1),
        (short_integer, 2**31, None),
        (number, "0.5", 0.5),
        (number, 2, 2.0),
        (number, True, None),
        (number, {}, None),
    ],
)
def test_values(read: Any, value: Any, expected: Any) -> None:
    assert read(value) == expected


def test_every_column_has_a_converter() -> None:
    for field in EXCHANGES:
        assert converter(field)(None) is None


def test_a_lone_surrogate_becomes_a_character_that_can_be_written() -> None:
    column, lost = column_of(["a\ud800b", None], EXCHANGES.field("prompt"))
    assert column.to_pylist() == ["a?b", None]
    assert lost.tolist() == [False, False]
    tools, _ = column_of([["\udfff"]], EXCHANGES.field("tools"))
    assert tools.to_pylist() == [["?"]]
