"""Phrases of a phrasebook file carry its capability and their weight."""

from __future__ import annotations

import pytest

from stillwatch.fingerprints.phrases.loading import parse_phrasebook
from stillwatch.records.errors import StillwatchError


def test_phrases_of_all_languages_and_names_of_tools_get_their_weight() -> None:
    book = parse_phrasebook(
        {
            "c.yaml": "capability: coding\nphrases: {2: {en: [unit test], ru: [код]}}",
            "n.yaml": "tool_names: {coding: {3: [bash tool]}}",
        }
    )
    assert [(one.capability, one.weight) for one in book.weighted] == [("coding", 2.0), ("coding", 2.0)]
    assert [(one.capability, one.weight) for one in book.tool_names] == [("coding", 3.0)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("capability: cooking", "capability"),
        ("capability: coding\nphrases: {heavy: {en: [a phrase]}}", "phrases.heavy"),
        ("capability: coding\nphrases: {1: {en: [yes]}}", r"phrases\.1\.en"),
        ("capability: coding\nphrases: {1: {en: ['(open']}}", r"phrases\.1"),
        ("tool_names: {coding: {3: bash}}", r"tool_names\.coding\.3"),
        ("capability: coding\ngroups: {a: {}}", r"groups\.a: a group needs at least one phrase"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(text: str, names: str) -> None:
    with pytest.raises(StillwatchError, match=f"bad.yaml.*{names}"):
        parse_phrasebook({"bad.yaml": text})
