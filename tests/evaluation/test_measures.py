"""Measures follow their definitions, on counts small enough to check by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evaluation.measures import CampaignMeasures, measure
from stillwatch.evaluation.tallies import AccountTally, ExchangeTally, Tallies

NAMES = st.sampled_from(["A", "B", "C"])


def of(exchanges: list[tuple[str | None, str | None, int]], accounts: tuple[AccountTally, ...] = ()) -> Tallies:
    return Tallies(tuple(ExchangeTally(truth, said, count, 0) for truth, said, count in exchanges), accounts)


def test_a_campaign_is_measured_by_its_largest_piece() -> None:
    measures = measure(of([("A", "x", 70), ("A", "y", 20), ("A", "z", 1), ("A", None, 9), (None, "x", 30)]))

    assert measures.campaigns == (CampaignMeasures("A", 100, recall=0.7, precision=0.7, pieces=2, found_as="x"),)
    assert measures.exchange_recall == pytest.approx(0.91)
    assert measures.exchange_precision == pytest.approx(91 / 121)


def test_a_campaign_that_was_not_found_has_no_precision() -> None:
    measures = measure(of([("A", None, 10)]))

    assert measures.campaigns == (CampaignMeasures("A", 10, recall=0.0, precision=None, pieces=0, found_as=None),)
    assert measures.exchange_precision is None


def test_two_campaigns_in_one_are_merged() -> None:
    measures = measure(of([("A", "x", 10), ("B", "x", 10), ("C", "y", 10)]))

    assert measures.merged_campaigns == {"x": ("A", "B")}


def test_a_campaign_is_false_when_more_than_half_of_it_is_honest() -> None:
    measures = measure(of([("A", "x", 10), (None, "x", 10), ("A", "y", 10), (None, "y", 11), (None, "z", 1)]))

    assert measures.false_campaigns == 2


def test_innocents_are_counted_by_kind() -> None:
    accounts = (
        AccountTally("campaign", flagged=True, restricted=True, accounts=9),
        AccountTally("campaign", flagged=False, restricted=False, accounts=1),
        AccountTally("classroom", flagged=True, restricted=True, accounts=1),
        AccountTally("classroom", flagged=False, restricted=False, accounts=9_999),
        AccountTally("power_user", flagged=False, restricted=False, accounts=5),
    )
    measures = measure(of([("A", "x", 1)], accounts))

    assert measures.innocents_per_10k == {"classroom": 1.0, "power_user": 0.0}
    assert measures.benign == {"classroom": 10_000, "power_user": 5}
    assert measures.innocents == {"classroom": 1, "power_user": 0}
    assert measures.innocents_per_100k == pytest.approx(1e5 / 10_005)
    assert measures.innocent_kinds == 1
    assert measures.innocents_restricted == 1
    assert measures.account_precision == pytest.approx(0.9)
    assert measures.account_recall == pytest.approx(0.9)


@given(st.dictionaries(st.tuples(st.none() | NAMES, st.none() | NAMES), st.integers(1, 1000)))
def test_shares_are_shares_whatever_the_counts(counts: dict[tuple[str | None, str | None], int]) -> None:
    measures = measure(of([(truth, said, count) for (truth, said), count in counts.items()]))

    for campaign in measures.campaigns:
        assert 0 <= campaign.recall <= 1
        assert (campaign.precision is None) == (campaign.found_as is None) == (campaign.recall == 0)
    assert sum(c.exchanges for c in measures.campaigns) == sum(n for (truth, _), n in counts.items() if truth)
    # Shares of whole exchanges: rounded back to counts, so that no float decides.
    total = sum(campaign.exchanges for campaign in measures.campaigns)
    held = max((round(campaign.recall * campaign.exchanges) for campaign in measures.campaigns), default=0)
    assert (measures.exchange_recall is None) == (total == 0)
    assert held <= round((measures.exchange_recall or 0) * total) <= total
