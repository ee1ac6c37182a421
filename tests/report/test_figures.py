"""Numbers and times read the same everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.report import figures

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0 %"),
        (0.0001, "< 0.1 %"),
        (0.034, "3.4 %"),
        (0.0994, "9.9 %"),
        (0.0996, "10 %"),
        (0.47, "47 %"),
        (1, "100 %"),
    ],
)
def test_percentage(share: float, text: str) -> None:
    assert figures.percentage(share).replace(NBSP, " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.00"), (1.0, "1.00"), (0.5, "0.50"), (0.997, "0.997"), (0.9999, "> 0.999"), (0.0002, "< 0.001")],
)
def test_probability(value: float, text: str) -> None:
    assert figures.probability(value) == text


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_no_probability_is_rounded_to_certainty(value: float) -> None:
    assert figures.probability(value) not in {"0.00", "0.000", "1.00", "1.000"}


@pytest.mark.parametrize(
    ("value", "text"), [(12.34, "+12.3"), (-3.2, "\N{MINUS SIGN}3.2"), (0.01, "0.0"), (1234.5, "+1,234.5")]
)
def test_bits(value: float, text: str) -> None:
    assert figures.bits(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(7, "7"), (999, "999"), (1500, "1.5 k"), (2_000_000, "2 M"), (3.5e9, "3.5 G"), (0, "0")]
)
def test_compact(value: float, text: str) -> None:
    assert figures.compact(value).replace(NBSP, " ") == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.5, "0.5 s"), (75, "1 min 15 s"), (5400, "1 h 30 min"), (86400, "1 day"), (3 * 86400 + 7200, "3 days 2 h")],
)
def test_duration(seconds: float, text: str) -> None:
    assert figures.duration(seconds).replace(NBSP, " ") == text
    assert figures.duration(timedelta(seconds=seconds)) == figures.duration(seconds)


def test_times_are_told_in_utc() -> None:
    east = datetime(2026, 2, 1, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    assert figures.moment(east) == "2026-01-31 22:30 UTC"
    assert figures.day(east) == "2026-01-31"
    assert figures.rfc3339(east) == "2026-01-31T22:30:00Z"


@given(st.datetimes(timezones=st.just(UTC)))
def test_rfc3339_reads_back(at: datetime) -> None:
    assert datetime.fromisoformat(figures.rfc3339(at)) == at


def test_sizes_plurals_and_lists() -> None:
    assert figures.size(1_630_000_000).replace(NBSP, " ") == "1.5 GiB"
    assert figures.size(12).replace(NBSP, " ") == "12 B"
    assert figures.plural(1, "day").replace(NBSP, " ") == "1 day"
    assert figures.plural(1200, "day").replace(NBSP, " ") == "1,200 days"
    assert figures.count(1234567) == "1,234,567"
    assert figures.listed([]) == ""
    assert figures.listed(["a"]) == "a"
    assert figures.listed(("a", "b", "c")) == "a, b and c"
