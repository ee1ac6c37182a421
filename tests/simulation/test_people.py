"""Strangers share what strangers share, and no more."""

from __future__ import annotations

import numpy as np

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.habits import API, CONSOLE
from stillwatch.simulation.people import HIDEABLE, OWN_DOMAIN, hidden, strangers


def sharing(codes: Ints) -> float:
    """The share of holders whose code someone else holds too."""
    _, counts = np.unique(codes[codes >= 0], return_counts=True)
    return float(counts[counts > 1].sum() / counts.sum())


def test_some_cards_are_a_familys_or_a_gift(draft: Draft) -> None:
    people = strangers(draft, API, 0, 5000)

    assert 0.05 < sharing(people.payment) < 0.25
    assert sharing(people.phone) == 0
    assert sharing(people.device) < 0.2


def test_free_plans_hardly_have_cards(draft: Draft) -> None:
    people = strangers(draft, CONSOLE, 0, 5000)
    free = people.plan == 0

    assert (people.payment[free] >= 0).mean() < 0.25
    assert (people.payment[~free] >= 0).mean() > 0.7


def test_mailboxes_are_shared_and_own_domains_are_not(draft: Draft) -> None:
    domain = strangers(draft, API, 0, 5000).domain

    assert sharing(domain[domain >= OWN_DOMAIN]) == 0
    assert sharing(domain[domain < OWN_DOMAIN]) > 0.95


def test_closed_accounts_were_open_and_have_a_reason(draft: Draft) -> None:
    people = strangers(draft, API, 0, 20_000)
    closed = ~np.isnan(people.closed)

    assert 0.01 < closed.mean() < 0.03
    assert (people.closed[closed] >= people.created[closed]).all()
    assert ((people.reason >= 0) == closed).all()


def test_columns_are_hidden_at_their_rate(draft: Draft) -> None:
    bits = hidden(draft, 50_000)

    for place, (name, rate) in enumerate(HIDEABLE.items()):
        assert abs(((bits >> place) & 1).mean() - rate) < 0.01, name
