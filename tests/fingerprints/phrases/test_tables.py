"""Compiling a phrasebook keeps every phrase's meaning and builds it once."""

from __future__ import annotations

import gc

from stillwatch.fingerprints.phrases.book import Phrasebook
from stillwatch.fingerprints.phrases.layout import CHECK_END, CHECK_START, CHECKS, COUNTS, LENGTH
from stillwatch.fingerprints.phrases.loading import parse_phrasebook
from stillwatch.fingerprints.phrases.tables import compile_phrases, request_phrases
from stillwatch.records.vocabulary import CAPABILITIES


def book(phrases: str) -> Phrasebook:
    return parse_phrasebook({"c.yaml": f"capability: coding\nphrases: {{{phrases}}}"})


def test_an_equal_phrase_counts_its_largest_weight() -> None:
    phrases = book("1: {en: [unit test]}, 3: {en: [unit test]}, -2: {de: [unit test]}")
    tables = compile_phrases(phrases.weighted, phrases).tables
    assert tables.weights.tolist() == [3]
    assert tables.weight_classes.tolist() == [CAPABILITIES.index("coding")]


def test_checks_say_what_a_hit_leaves_open() -> None:
    phrases = book("1: {any: ['код', 'code*', 'write ... tests']}")
    compiled = compile_phrases(phrases.weighted, phrases)
    by_length = {int(length): int(check) for length, check in compiled.tables.arrivals[:, [LENGTH, CHECKS]]}
    assert by_length[len("код".encode())] == CHECK_START | CHECK_END | COUNTS
    assert by_length[len("code")] == COUNTS
    assert compiled.tables.slot_count == 1


def test_the_shipped_tables_are_built_once() -> None:
    assert request_phrases() is request_phrases()


def test_making_tables_leaves_the_collector_as_it_was() -> None:
    request_phrases()

    assert gc.isenabled()
