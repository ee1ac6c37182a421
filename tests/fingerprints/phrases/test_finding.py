"""A phrase is found where its words stand as words, in their order and close together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Weigh = Callable[..., float]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write a UNIT\n  TEST.", 2),
        ("unit test, unit test", 2),
        ("unit tests", 0),
        ("subunit test", 0),
        ("parser", 2),
        ("Напиши КОД.", 2),
        ("кодекс", 0),
        ("пинкод", 0),
        ("请写代码吧", 2),
        ("el ÁMBITO", 2),
        ("write some code", 2),
        ("write code", 2),
        ("code to write", 0),
        ("write a long story about people who like code", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_phrases_count_once_and_only_as_words(weight: Weigh, text: str | None, expected: float) -> None:
    assert weight(text) == expected
