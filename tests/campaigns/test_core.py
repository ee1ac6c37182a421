"""Witnesses are tied to many others by identities or rhythm; pairs and small circles are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from stillwatch.campaigns.core import MANY, witnesses
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS
from stillwatch.evidence.log import Log


def crew(make_log: Callable[..., Log], cards: Sequence[str | None]) -> Log:
    """An account per card, and one that is in no crew."""
    names = [f"a{i:02}" for i in range(len(cards))]
    people = [{"account_id": name, "payment_id": card} for name, card in zip(names, cards, strict=True)]
    rows = [{"account_id": name, "hours": i, "prompt": f"text {i}"} for i, name in enumerate([*names, "z"])]
    return make_log(rows, [*people, {"account_id": "z", "payment_id": "one"}])


def chosen(log: Log, in_rhythm: Sequence[str] = ()) -> set[str]:
    names = log.registry.names.to_pylist()
    member = np.array([name != "z" for name in names])
    found = witnesses(log, member, np.isin(names, list(in_rhythm)))
    return {name for name, yes in zip(names, found, strict=True) if yes}


def test_those_on_one_card_vouch_and_a_pair_does_not(make_log: Callable[..., Log]) -> None:
    log = crew(make_log, ["one"] * FEWEST_CUSTOMERS + ["two"] * 2)

    assert chosen(log) == {f"a{i:02}" for i in range(FEWEST_CUSTOMERS)}


def test_who_keeps_the_rhythm_vouches_too(make_log: Callable[..., Log]) -> None:
    log = crew(make_log, ["one"] * FEWEST_CUSTOMERS + [None] * 2)

    assert "a06" in chosen(log, in_rhythm=["a06", "z"])
    assert "z" not in chosen(log, in_rhythm=["a06", "z"])


def test_everybody_vouches_where_few_are_tied(make_log: Callable[..., Log]) -> None:
    log = crew(make_log, ["one"] * FEWEST_CUSTOMERS + [None] * (FEWEST_CUSTOMERS + 1))

    assert len(chosen(log)) == 2 * FEWEST_CUSTOMERS + 1


def test_many_who_are_tied_vouch_alone_however_many_stand_with_them(make_log: Callable[..., Log]) -> None:
    log = crew(make_log, ["one"] * MANY + [None] * (3 * MANY))

    assert chosen(log) == {f"a{i:02}" for i in range(MANY)}


def test_no_identity_is_known(make_log: Callable[..., Log]) -> None:
    assert len(chosen(crew(make_log, [None] * 8))) == 8
