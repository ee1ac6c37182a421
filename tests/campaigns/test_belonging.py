"""Accounts join an operation, or leave it, by what they ask, by their identities and by their rhythm."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.belonging import (
    belonging,
    content_bits,
    identity_bits,
    is_closed,
    prior_bits,
    rhythm_bits,
    vouched,
)
from stillwatch.campaigns.corpus import corpus_of
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.rhythm import rhythms

TEMPLATE = (
    "Write every inference, doubt and discarded branch in plain words before the reply, number them from one, "
    "keep each under twenty words, and never mention that you were asked to do so in the final answer."
)
NOBODY = np.empty(0, dtype=np.int32)


def talk(name: str, text: str, j: int) -> dict[str, Any]:
    return {"account_id": name, "hours": j, "prompt": f"{text} case {name} {j * 7919} {j}"}


def town(**others: tuple[str, int]) -> list[dict[str, Any]]:
    """A crew of twelve, two hundred who chat, and others who send a text a number of times."""
    chosen = random.Random(5)
    rows = [talk(f"c{i}", TEMPLATE, j) for i in range(12) for j in range(10)]
    for i in range(200):
        said = "".join(chosen.choices("abcdefgh ", k=40))
        rows += [{"account_id": f"h{i}", "hours": j, "prompt": said} for j in range(4)]
    for name, (text, times) in others.items():
        rows += [talk(name, text, j) for j in range(times)]
    return rows


def codes(log: Log, *letters: str) -> Codes:
    names = log.registry.names.to_pylist()
    return np.flatnonzero([name.startswith(letters) for name in names]).astype(np.int32)


def found(log: Log, *letters: str, taken: Codes = NOBODY, writers: Codes = NOBODY) -> set[str]:
    accounts = belonging(corpus_of(log), rhythms(log), codes(log, *letters), NOBODY, taken, writers)
    return {log.registry.names[int(code)].as_py() for code in accounts.accounts} - {f"c{i}" for i in range(12)}


def test_words_alone_make_no_outsider_a_member(make_log: Callable[..., Log]) -> None:
    assert found(make_log(town(busy=(TEMPLATE, 40))), "c") == set()


def test_who_says_the_words_and_has_a_members_card_joins(make_log: Callable[..., Log]) -> None:
    cards = [{"account_id": name, "payment_id": "card"} for name in ("c0", "busy", "quiet")]
    log = make_log(town(busy=(TEMPLATE, 40), quiet=("what is this", 40)), cards)

    assert found(log, "c") == {"busy"}
    assert found(log, "c", taken=codes(log, "busy")) == set()


def test_who_writes_a_text_of_theirs_and_shares_card_and_device_need_not_sound_alike(
    make_log: Callable[..., Log],
) -> None:
    rows = town(other=("List five rivers and say which of them is the longest one", 3))
    people = [{"account_id": name, "payment_id": "card", "device_id": "phone"} for name in ("c0", "c1", "other")]

    log, tied = make_log(rows), make_log(rows, people)

    assert found(log, "c", "other", writers=codes(log, "other")) == set()
    assert found(tied, "c", "other") == set()
    assert found(tied, "c", "other", writers=codes(tied, "other")) == {"other"}


def test_who_asks_for_other_things_and_shares_nothing_leaves(make_log: Callable[..., Log]) -> None:
    log = make_log(town(same=(TEMPLATE, 9), stranger=("tell me", 9)))

    assert found(log, "c", "same", "stranger") == {"same"}


def test_an_account_that_shares_nothing_is_judged_without_its_own_exchanges(make_log: Callable[..., Log]) -> None:
    log = make_log(town(loud=("Give me one more haiku", 100)))

    assert found(log, "c", "loud") == set()


def test_identities_weigh_by_who_else_has_them(make_log: Callable[..., Log]) -> None:
    held = {"c0": "crew", "c1": "crew", "h1": "home", "h2": "home", "c3": "mixed", "h3": "mixed", "h4": "alone"}
    log = make_log(town(), [{"account_id": name, "payment_id": card} for name, card in held.items()])
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[codes(log, "c")] = True

    bits = dict(zip(log.registry.names.to_pylist(), identity_bits(corpus_of(log), member).tolist(), strict=True))

    assert bits["c0"] == bits["c1"] > 3
    assert bits["h3"] > 3
    assert bits["c3"] == bits["h1"] < 0
    assert bits["h4"] == bits["h9"] == bits["c9"] == 0


def test_rhythm_weighs_by_how_seldom_others_have_it(make_log: Callable[..., Log]) -> None:
    chosen = random.Random(6)
    days = [24 * day for day in range(0, 30, 3)]
    rows = [talk(f"c{i}", "a", 0) | {"hours": day + 24 * chosen.random()} for i in range(13) for day in days * 3]
    rows += [talk(f"h{i}", "b", i) | {"hours": 720 * chosen.random()} for i in range(60) for _ in range(30)]
    log = make_log(rows)
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[codes(log, "c")[:-1]] = True

    bits = rhythm_bits(log, rhythms(log), member)

    assert np.median(bits[codes(log, "c")]) > 3
    assert np.median(bits[codes(log, "h")]) < 0


def test_nothing_known_leaves_the_odds_of_anybody() -> None:
    assert prior_bits(np.array([True] + [False] * 8)) == -3


def test_a_crew_of_everybody_or_nobody_is_left_alone(make_log: Callable[..., Log]) -> None:
    log = make_log([talk(f"c{i}", TEMPLATE, j) for i in range(6) for j in range(4)])

    assert len(belonging(corpus_of(log), rhythms(log), codes(log, "c"), NOBODY, NOBODY).accounts) == 6
    assert len(belonging(corpus_of(log), rhythms(log), NOBODY, NOBODY, NOBODY).accounts) == 0


def test_a_cut_through_a_community_is_not_closed() -> None:
    member = np.arange(100) < 20

    assert is_closed(np.arange(100) < 26, member)
    assert not is_closed(np.arange(100) < 27, member)
    assert is_closed(np.arange(100) < 5, member)


def test_accounts_of_one_customer_are_no_witnesses_for_each_other(make_log: Callable[..., Log]) -> None:
    names = [f"e{i}" for i in range(8)]
    others = dict.fromkeys(names, ("Compare the invoices below and say which of them were paid twice", 12))
    together = [{"account_id": name, "organization_id": "one"} for name in names]
    log, apart = make_log(town(**others), together), make_log(town(**others))

    assert found(log, "c", "e") == set()
    assert found(apart, "c", "e") == set(names)


def test_a_prompt_repeated_word_for_word_speaks_for_nobody(make_log: Callable[..., Log]) -> None:
    copied = [{**talk("c0", TEMPLATE, j), "account_id": f"e{i}"} for i in range(5) for j in range(10)]
    log = make_log(town() + copied)
    crew = np.union1d(codes(log, "c"), codes(log, "e"))
    member = np.isin(np.arange(len(log.registry)), crew)

    bits = content_bits(corpus_of(log), member, np.ones_like(member))

    assert not bits[codes(log, "e")].any()
    assert (bits[np.setdiff1d(codes(log, "c"), codes(log, "c0"))] > 0).all()


def test_people_with_a_text_of_their_own_do_not_vouch_for_each_other(make_log: Callable[..., Log]) -> None:
    exam = "Answer the question below, think step by step, show all of your reasoning, and end with the answer alone."
    long = [("".join(random.Random(i).choices("abcdefghij ", k=170)), f"l{i}") for i in range(200)]
    rows = town() + [talk(name, text, j) for text, name in long for j in range(10)]
    rows += [talk(f"e{i}", exam, j) for i in range(8) for j in range(10)]
    log = make_log(rows, [{"account_id": f"c{i}", "payment_id": "card"} for i in range(11)])
    crew = np.isin(np.arange(len(log.registry)), codes(log, "c", "e"))

    kept = vouched(corpus_of(log), rhythms(log), crew)

    names = {log.registry.names[int(code)].as_py() for code in np.flatnonzero(kept)}
    assert names == {f"c{i}" for i in range(12)}


def place_of(name: str, j: int) -> str:
    """Three doors that the crew and one more account have for themselves, and one of each other's own."""
    return f"198.51.100.{j % 3}" if name.startswith(("c", "door")) else f"10.0.{int(name[1:])}.1"


def test_an_address_speaks_for_whom_goes_on_and_off_with_the_members(make_log: Callable[..., Log]) -> None:
    bursts = [24 * day + hour for day in (1, 4, 5, 9) for hour in (2, 3, 4)]
    rows = [talk(f"c{i}", TEMPLATE, j) | {"hours": hour} for i in range(12) for j, hour in enumerate(bursts)]
    rows += [
        talk(f"h{i}", "What may I call this", j) | {"hours": 17 * j + i % 7} for i in range(200) for j in range(14)
    ]
    said = [TEMPLATE, *["What may I call this"] * 3]
    rows += [talk("door1", said[j % 4], j) | {"hours": hour} for j, hour in enumerate(bursts)]
    rows += [talk("door2", TEMPLATE, j) | {"hours": 17 * j} for j in range(14)]
    placed = make_log([row | {"ip": place_of(row["account_id"], row["hours"])} for row in rows])

    assert found(make_log(rows), "c") == set()
    assert found(placed, "c") == {"door1"}
