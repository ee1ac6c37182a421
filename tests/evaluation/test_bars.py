"""Each rung has its bar, and what falls short is said in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stillwatch.evaluation.bars import (
    ONE_RUNG,
    TENTH,
    TWENTIETH,
    Bar,
    bar_of_mixing,
    innocents_shortfalls,
    shortfalls_of,
)
from stillwatch.evaluation.measures import Measures, measure
from stillwatch.evaluation.tallies import AccountTally, ExchangeTally, Tallies


def measured(wronged: int = 0) -> Measures:
    """Nine of ten accounts and exchanges found, beside 100,000 classrooms."""
    return measure(
        Tallies(
            (ExchangeTally("A", "x", 9, 0), ExchangeTally("A", None, 1, 0)),
            (
                AccountTally("campaign", flagged=True, restricted=False, accounts=9),
                AccountTally("campaign", flagged=False, restricted=False, accounts=1),
                AccountTally("classroom", flagged=True, restricted=False, accounts=wronged),
                AccountTally("classroom", flagged=False, restricted=False, accounts=100_000 - wronged),
            ),
        )
    )


def test_what_reaches_the_bar_is_not_short() -> None:
    assert shortfalls_of(measured(1), Bar("it", 0.9, 0.9)) == ()


def test_what_falls_short_is_named_with_its_figure() -> None:
    assert shortfalls_of(measured(2), Bar("it", 0.95, 0.97)) == (
        "account recall 0.9000",
        "exchange recall 0.9000",
        "2.00 innocents per 100,000",
    )
    assert shortfalls_of(measured(), ONE_RUNG) == ("account recall 0.9000",)


def test_innocents_of_two_kinds_are_too_many_kinds() -> None:
    assert innocents_shortfalls(0.5, 1) == ()
    assert innocents_shortfalls(0.5, 2) == ("innocents of 2 kinds",)
    assert innocents_shortfalls(3.0, 2) == ("3.00 innocents per 100,000", "innocents of 2 kinds")


def test_where_nothing_was_measured_the_bar_is_not_met() -> None:
    nothing = replace(measured(), account_recall=None)

    assert shortfalls_of(nothing, ONE_RUNG) == ("no account recall",)


@pytest.mark.parametrize(
    ("own_share", "bar"),
    [(0.95, ONE_RUNG), (0.4, ONE_RUNG), (1 - 0.9, TENTH), (0.07, TWENTIETH), (1 - 0.95, TWENTIETH)],
)
def test_the_bar_of_mixing_follows_the_campaigns_share(own_share: float, bar: Bar) -> None:
    assert bar_of_mixing(own_share) is bar


def test_a_bar_says_what_it_asks_for() -> None:
    assert ONE_RUNG.text == "account recall ≥ 0.95"
    assert TENTH.text == "account recall ≥ 0.95, exchange recall ≥ 0.97"
