"""The scan credits phrases once, where they stand, and clauses only where their groups stand together."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.fingerprints.phrase_scan import PhraseScan, ScanLimits, scan_texts
from stillwatch.fingerprints.phrase_tables import compile_phrases
from stillwatch.fingerprints.phrases import parse_phrasebook
from stillwatch.records.vocabulary import CAPABILITIES

CODING = CAPABILITIES.index("coding")
BOOK = parse_phrasebook(
    {
        "c.yaml": """
capability: coding
phrases:
  2: {en: [unit test, parse*, write ... code], ru: [код], zh: [代码], es: [ámbito]}
groups: {near: {en: [alpha]}, by: {en: [beta]}, never: {en: [omega]}}
combinations: [{all: [near, by], unless: [never], window: 20, weight: 5}]
"""
    }
)
COMPILED = compile_phrases(BOOK.weighted, BOOK)
SMALL = ScanLimits(head=60, tail=30, opening=20, closing=20, payload_share=0.5)


def scan(column: pa.Array, limits: ScanLimits = ScanLimits()) -> PhraseScan:  # noqa: B008 - an immutable record
    return scan_texts(COMPILED.automaton, COMPILED.tables, len(CAPABILITIES), column, limits)


def weight(text: str | None, limits: ScanLimits = ScanLimits()) -> float:  # noqa: B008 - an immutable record
    return float(scan(pa.array([text], pa.string()), limits).weights[0, CODING])


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
def test_phrases_count_once_and_only_as_words(text: str | None, expected: float) -> None:
    assert weight(text) == expected


def test_what_stands_in_the_middle_of_a_long_text_counts_in_part() -> None:
    assert weight("." * 30 + " unit test " + "." * 30, SMALL) == 1
    assert weight("unit test " + "." * 60, SMALL) == 2
    assert weight("." * 40 + " unit test " + "." * 20 + " unit test", SMALL) == 2


def test_only_the_two_ends_of_a_long_text_are_read() -> None:
    assert weight("." * 200 + " unit test " + "." * 200, SMALL) == 0
    assert weight("." * 400 + " unit test", SMALL) == 2


@pytest.mark.parametrize(
    ("text", "holds"),
    [("alpha and beta", True), ("beta alpha", True), ("alpha" + "." * 40 + "beta", False), ("alpha beta omega", False)],
)
def test_a_clause_needs_its_groups_together_and_the_excluded_ones_absent(text: str, *, holds: bool) -> None:
    scanned = scan(pa.array([text, "nothing"]))
    assert scanned.clauses[:, 0].tolist() == [holds, False]
    assert scanned.weights[0, CODING] == (5 if holds else 0)


def test_rows_do_not_leak_into_each_other() -> None:
    column = pa.array(["alpha", "beta", "write", "code", "unit test", None, "unit test"])
    assert scan(column).weights[:, CODING].tolist() == [0, 0, 0, 0, 2, 0, 2]
    assert not scan(column).clauses.any()


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_slices_and_both_widths_of_offsets_are_read(kind: pa.DataType) -> None:
    column = pa.array(["x", "unit test", None, "код"], kind)
    assert scan(column.slice(1)).weights[:, CODING].tolist() == [2, 0, 2]
    assert scan(column.slice(0, 0)).weights.shape == (0, len(CAPABILITIES))


def test_a_list_is_read_as_one_row_whose_items_stay_apart() -> None:
    column = pa.array([["unit", "test"], ["unit_x", "unit test"], None, [], [None, "parse_all"]], pa.list_(pa.string()))
    assert scan(column).weights[:, CODING].tolist() == [0, 2, 0, 0, 2]
    assert scan(column.slice(1, 2)).weights[:, CODING].tolist() == [2, 0]


def test_a_null_list_over_strings_has_none() -> None:
    offsets, values = pa.array([0, 1, 2], pa.int32()), pa.array(["unit test", "unit test"])
    column = pa.ListArray.from_arrays(offsets, values, mask=pa.array([False, True]))
    assert scan(column).weights[:, CODING].tolist() == [2, 0]


def test_many_hits_in_one_text_are_bounded() -> None:
    few = ScanLimits(hits=3)
    assert weight("alpha " * 50 + "unit test", few) == 0
    assert np.isfinite(weight("alpha beta " * 2000))
