"""Phrases count by where they stand, clauses only where their groups stand together."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from stillwatch.fingerprints.phrases.scan import PhraseScan
from stillwatch.records.vocabulary import CAPABILITIES

Scan = Callable[..., PhraseScan]
Weigh = Callable[..., float]
CODING = CAPABILITIES.index("coding")
SMALL = {"head": 60, "tail": 30, "opening": 20, "closing": 20, "payload_share": 0.5}


def test_what_stands_in_the_middle_of_a_long_text_counts_in_part(weight: Weigh) -> None:
    assert weight("." * 30 + " unit test " + "." * 30, **SMALL) == 1
    assert weight("unit test " + "." * 60, **SMALL) == 2
    assert weight("." * 40 + " unit test " + "." * 20 + " unit test", **SMALL) == 2


@pytest.mark.parametrize(
    ("text", "holds"),
    [("alpha and beta", True), ("beta alpha", True), ("alpha" + "." * 40 + "beta", False), ("alpha beta omega", False)],
)
def test_a_clause_needs_its_groups_together_and_the_excluded_ones_absent(scan: Scan, text: str, *, holds: bool) -> None:
    scanned = scan(pa.array([text, "nothing"]))
    assert scanned.clauses[:, 0].tolist() == [holds, False]
    assert scanned.weights[0, CODING] == (5 if holds else 0)
