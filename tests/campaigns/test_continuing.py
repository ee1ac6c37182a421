"""Campaigns are known again by accounts, texts or identities; names are neither lost nor given twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.continuing import Descent, descents
from stillwatch.records.known import Traces


def traces(accounts: range = range(0), texts: range = range(0), identities: range = range(0)) -> Traces:
    return Traces(*(tuple(map(str, kind)) for kind in (accounts, texts, identities)))


def test_the_same_campaign_is_known_again() -> None:
    one = traces(range(40), range(20), range(9))

    assert descents([one], [one]) == (Descent(heir_of=0, shared=(40, 20, 9)),)


@pytest.mark.parametrize(
    ("later", "shared"),
    [
        (traces(range(35, 80), range(100, 120), range(50, 60)), (5, 0, 0)),
        (traces(range(50, 90), range(10, 30), range(50, 60)), (0, 10, 0)),
        (traces(range(50, 90), range(100, 120), range(6, 15)), (0, 0, 3)),
    ],
)
def test_each_kind_alone_is_enough(later: Traces, shared: tuple[int, int, int]) -> None:
    assert descents([traces(range(40), range(20), range(9))], [later]) == (Descent(heir_of=0, shared=shared),)


@pytest.mark.parametrize(
    "later",
    [
        traces(range(38, 80)),
        traces(range(37, 200), range(15, 35), range(7, 15)),
        traces(range(50, 90), range(16, 36), range(8, 15)),
        traces(),
    ],
)
def test_too_little_in_common_is_another_campaign(later: Traces) -> None:
    assert descents([traces(range(40), range(20), range(9))], [later]) == (Descent(),)


def test_of_two_that_merged_the_larger_gives_the_name() -> None:
    small, large = traces(range(10)), traces(range(10, 60))

    assert descents([small, large], [traces(range(60))]) == (Descent(heir_of=1, merged=(0,), shared=(50, 0, 0)),)


def test_of_two_parts_the_larger_keeps_the_name() -> None:
    parts = [traces(range(15)), traces(range(15, 60))]

    assert descents([traces(range(60))], parts) == (
        Descent(split_from=(0,), shared=(15, 0, 0)),
        Descent(heir_of=0, shared=(45, 0, 0)),
    )


def test_two_that_exchange_a_few_accounts_stay_two() -> None:
    earlier = [traces(range(30)), traces(range(30, 60))]
    later = [traces(range(26, 60)), traces(range(26))]

    found = descents(earlier, later)

    assert [one.heir_of for one in found] == [1, 0]
    assert found[0].split_from == (0,)


def test_nothing_before_and_nothing_found() -> None:
    assert descents([], [traces(range(9))]) == (Descent(),)
    assert descents([traces(range(9))], []) == ()


CROWD = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=6)


@given(CROWD, CROWD)
def test_no_name_is_lost_or_given_twice(old: list[tuple[int, int]], new: list[tuple[int, int]]) -> None:
    earlier, found = ([traces(range(a, a + n)) for a, n in spans] for spans in (old, new))

    lines = descents(earlier, found)

    heirs = [one.heir_of for one in lines if one.heir_of is not None]
    living = heirs + [place for one in lines for place in one.merged]
    assert len(set(heirs)) == len(heirs)
    assert len(set(living)) == len(living)
    assert {place for one in lines for place in one.split_from} <= set(living)
