"""The records of the phrasebook are told apart by what they say."""

from __future__ import annotations

from stillwatch.fingerprints.phrases.book import Clause


def test_equal_clauses_are_one_column_of_a_scan() -> None:
    assert len({Clause(("a",), (), 50), Clause(("a",), (), 50), Clause(("a",), ("b",), 50)}) == 2
