"""What a run could not see is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.gaps import COLUMNS, LEAST, SKEW, dated_ahead, known_gaps

FULL = dict.fromkeys(EXCHANGES.names, 1.0)


def names(
    coverage: dict[str, float], *, accounts: bool = True, releases: bool = True, dropped: bool = False
) -> list[str]:
    return [gap.name for gap in known_gaps(coverage, accounts=accounts, releases=releases, dropped=dropped)]


def test_a_full_log_has_no_gaps() -> None:
    assert names(FULL) == []


@pytest.mark.parametrize(("column", "name"), [(column, name) for column, name, _ in COLUMNS])
def test_a_missing_column_is_named(column: str, name: str) -> None:
    assert column in EXCHANGES.names
    assert names(FULL | {column: 0.0}) == [name]
    assert names(FULL | {column: LEAST / 2}) == [name]
    assert names(FULL | {column: LEAST}) == []


def test_missing_tables_and_dropped_text_are_named() -> None:
    assert names(FULL, accounts=False) == ["no_accounts"]
    assert names(FULL, releases=False) == ["no_releases"]
    assert names(FULL, dropped=True) == ["content_dropped"]


def test_rows_beside_the_log_that_could_not_be_used_are_counted() -> None:
    (gap,) = known_gaps(FULL, accounts=True, releases=True, dropped=False, faults="3 rows read, 2 rejected")

    assert gap.name == "rows_beside"
    assert "2 rejected" in gap.text


def test_every_gap_says_what_it_hides() -> None:
    for gap in known_gaps({}, accounts=False, releases=False, dropped=True):
        assert gap.text.endswith(".")
        assert len(gap.text.split()) > 5


def test_a_log_that_ends_after_its_scan_is_named() -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)

    assert dated_ahead(now + SKEW, now) == ()
    (gap,) = dated_ahead(now + timedelta(days=400), now)
    assert gap.name == "dated_ahead"
    assert "2027-07-06" in gap.text
