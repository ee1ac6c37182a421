"""The phrasebook's files are read into records, and a mistake in one is named with its file and key."""

from __future__ import annotations

import pytest

from stillwatch.fingerprints.phrases import Clause, load_phrasebook, parse_phrasebook
from stillwatch.records.errors import StillwatchError
from stillwatch.records.vocabulary import CAPABILITIES, TECHNIQUES

TECHNIQUE = "technique: do_not_flag\ngroups: {a: {en: [alpha]}, b: {en: [beta]}}\n"


def test_every_technique_and_every_capability_is_in_the_shipped_phrasebook() -> None:
    book = load_phrasebook()
    assert {alternative.technique for alternative in book.alternatives} == set(TECHNIQUES)
    assert {phrase.capability for phrase in book.weighted} == set(CAPABILITIES)


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
        ("a: [", "no YAML"),
        ("[]", r"\(top\)"),
        ("capability: cooking", "capability"),
        ("capability: coding\nphrases: {heavy: {en: [a phrase]}}", "phrases.heavy"),
        ("capability: coding\nphrases: {1: {en: [yes]}}", r"phrases\.1\.en"),
        ("capability: coding\nphrases: {1: {en: ['(open']}}", r"phrases\.1"),
        ("capability: coding\nwords: {}", "words"),
        (TECHNIQUE + "alternatives: [{all: [a, z]}]", r"alternatives\.0\.all: no group is named z"),
        (TECHNIQUE + "alternatives: [{unless: [a]}]", r"alternatives\.0: needs"),
        (TECHNIQUE + "alternatives: [{all: [a], window: 0}]", r"alternatives\.0\.window"),
        (TECHNIQUE + "alternatives: [{every: [a]}]", r"alternatives\.0\.every"),
        ("tool_names: {coding: {3: bash}}", r"tool_names\.coding\.3"),
        ("answer: delayed", "answer: expected one of refused"),
        ("answer: refused\nalternatives: [{window: 9}]", r"alternatives\.0\.all: missing"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(text: str, names: str) -> None:
    with pytest.raises(StillwatchError, match=f"bad.yaml.*{names}"):
        parse_phrasebook({"bad.yaml": text})
