"""Bins of equal mass, and the calibration error as published."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evaluation.calibration import BINS, calibration_error, equal_mass
from stillwatch.evaluation.claims import Claim

CLAIMS = st.lists(
    st.builds(
        lambda said, whole, part: Claim(said, round(whole * part), whole),
        st.floats(0, 1),
        st.integers(1, 50),
        st.floats(0, 1),
    ),
    max_size=40,
)


@given(CLAIMS)
def test_bins_hold_every_claim_in_order(claims: list[Claim]) -> None:
    bins = equal_mass(claims)

    assert len(bins) <= BINS + 1
    assert sum(one.count for one in bins) == sum(one.whole for one in claims)
    assert all(left.highest <= right.lowest for left, right in itertools.pairwise(bins))


@given(CLAIMS)
def test_the_error_lies_between_none_and_all(claims: list[Claim]) -> None:
    error = calibration_error(equal_mass(claims))

    assert error is None if not claims else 0 <= (error or 0.0) <= 1


def test_what_is_right_as_often_as_said_has_no_error() -> None:
    assert calibration_error(equal_mass([Claim(0.2, 20, 100), Claim(0.8, 80, 100)])) == pytest.approx(0)


def test_the_error_is_the_mean_gap_by_count() -> None:
    assert calibration_error(equal_mass([Claim(0.9, 60, 100), Claim(0.5, 150, 300)])) == pytest.approx(0.3 / 4)


def test_claims_of_one_probability_are_one_bin() -> None:
    assert [one.count for one in equal_mass([Claim(0.999, 990, 1000), Claim(0.5, 1, 2)])] == [1002]
