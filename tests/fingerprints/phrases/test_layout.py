"""The columns of arrivals are each their own, and the checks each their own bit."""

from __future__ import annotations

from stillwatch.fingerprints.phrases.layout import (
    AFTER,
    CHECK_END,
    CHECK_START,
    CHECKS,
    COLUMNS,
    COUNTS,
    END_SLOT,
    FIRST_SLOT,
    LENGTH,
    PATTERN,
    REACH,
)


def test_every_column_has_one_meaning() -> None:
    assert sorted((PATTERN, LENGTH, AFTER, CHECKS, FIRST_SLOT, END_SLOT, REACH)) == list(range(COLUMNS))


def test_every_check_is_a_bit_of_its_own() -> None:
    assert CHECK_START | CHECK_END | COUNTS == CHECK_START + CHECK_END + COUNTS
