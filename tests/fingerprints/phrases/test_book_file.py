"""A mistake in a file of the phrasebook is named with its file and key."""

from __future__ import annotations

import pytest

from stillwatch.fingerprints.phrases.book_file import read_file
from stillwatch.records.errors import StillwatchError


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a: [", "no YAML"),
        ("[]", r"\(top\)"),
        ("capability: coding\ntechnique: do_not_flag", r"\(top\)"),
        ("capability: coding\nwords: {}", "words"),
    ],
)
def test_what_is_no_file_of_one_kind_is_refused(text: str, names: str) -> None:
    with pytest.raises(StillwatchError, match=f"bad.yaml.*{names}"):
        read_file("bad.yaml", text)


def test_a_value_of_another_kind_is_refused() -> None:
    file = read_file("bad.yaml", "capability: coding\ncombinations: 3")
    with pytest.raises(StillwatchError, match=r"bad.yaml, key k: expected a mapping, got list"):
        file.mapping("k", [])
    with pytest.raises(StillwatchError, match=r"bad.yaml, key k: expected a list of non-empty texts"):
        file.texts("k", ["a", ""])
    with pytest.raises(StillwatchError, match=r"bad.yaml, key k: expected one of a, b, got c"):
        file.known("k", "c", ("a", "b"))
    with pytest.raises(StillwatchError, match=r"bad.yaml, key k: expected a number as weight, got True"):
        file.number("k", value=True)
    with pytest.raises(StillwatchError, match=r"bad.yaml, key k"):
        file.expanded("k", "(open")
    with pytest.raises(StillwatchError, match=r"bad.yaml, key combinations: expected a list"):
        file.entries("combinations", {"all"})
