"""Honest middlemen: many end users and tasks behind few accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stillwatch.simulation.draft import Draft
from stillwatch.simulation.populations.gateways import gateway_pair, honest_mix, reseller, shared_key


def test_a_reseller_has_many_users_and_tasks(enrolled: Callable[..., Any]) -> None:
    made = enrolled(reseller, 40, 60_000)

    assert made.streams.users.max() > 200
    assert (made.streams.task_n > 100).all()
    assert (made.streams.users > 0).mean() > 0.4


def test_a_pair_of_gateways_shares_customers_addresses_and_card(enrolled: Callable[..., Any]) -> None:
    made = enrolled(gateway_pair, 2, 900)

    assert made.streams.volume.sum() == 900
    assert len(set(made.streams.task_at.tolist())) == 1
    assert len(set(made.streams.address_at.tolist())) == 1
    assert len(set(made.accounts.payment.tolist())) == 1


def test_a_team_key_is_one_credential_on_many_addresses(enrolled: Callable[..., Any]) -> None:
    made = enrolled(shared_key, 20, 2000)

    assert (made.streams.keys == 1).all()
    assert made.streams.address_n.mean() > 5


def test_an_honest_mix_is_of_many_customers(draft: Draft) -> None:
    honest_mix(draft, 200)

    assert len(set(draft.tasks[0].system.tolist())) > 60
    assert len(set(draft.tasks[0].rule.tolist())) > 8
