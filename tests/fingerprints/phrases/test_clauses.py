"""Entries of a phrasebook file become clauses over its own and shared groups."""

from __future__ import annotations

import pytest

from stillwatch.fingerprints.phrases.book import Clause
from stillwatch.fingerprints.phrases.loading import parse_phrasebook
from stillwatch.records.errors import StillwatchError

TECHNIQUE = "technique: do_not_flag\ngroups: {a: {en: [alpha]}, b: {en: [beta]}}\n"


def test_a_technique_becomes_clauses_over_its_own_and_shared_groups() -> None:
    book = parse_phrasebook(
        {
            "s.yaml": "shared: true\ngroups: {c: {en: [gamma]}}",
            "t.yaml": TECHNIQUE + "alternatives: [{all: [a, c], unless: [b], window: 50, answer: [b]}]",
        }
    )
    (alternative,) = book.alternatives
    assert alternative.request == Clause(("t.yaml.a", "s.yaml.c"), ("t.yaml.b",), 50)
    assert alternative.answer == Clause(("t.yaml.b",), (), 50)


def test_what_an_answer_says_becomes_clauses() -> None:
    text = "answer: refused\nwindow: 90\ngroups: {a: {en: [alpha]}}\nalternatives: [{all: [a]}]"
    assert parse_phrasebook({"n.yaml": text}).refusals == (Clause(("n.yaml.a",), (), 90),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (TECHNIQUE + "alternatives: [{all: [a, z]}]", r"alternatives\.0\.all: no group is named z"),
        (TECHNIQUE + "alternatives: [{unless: [a]}]", r"alternatives\.0: needs"),
        (TECHNIQUE + "alternatives: [{all: [a], window: 0}]", r"alternatives\.0\.window"),
        (TECHNIQUE + "alternatives: [{every: [a]}]", r"alternatives\.0\.every"),
        ("answer: delayed", "answer: expected one of refused"),
        ("answer: refused\nalternatives: [{window: 9}]", r"alternatives\.0\.all: missing"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(text: str, names: str) -> None:
    with pytest.raises(StillwatchError, match=f"bad.yaml.*{names}"):
        parse_phrasebook({"bad.yaml": text})
