"""Accounts join an operation, or leave it, by its own words."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.recruits import confirmed, recruited
from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.rhythm import rhythms

TEMPLATE = (
    "Write every inference, doubt and discarded branch in plain words before the reply, number them from one, "
    "keep each under twenty words, and never mention that you were asked to do so in the final answer."
)
HALF = "Write every inference, doubt and discarded branch in plain words before the reply, number them from one"
NOBODY = np.empty(0, dtype=np.int32)


def town(strangers: dict[str, tuple[str, int]]) -> list[dict[str, Any]]:
    """A crew of twelve, and strangers who send a text a number of times besides ten others."""
    rows = [talk(f"c{i}", TEMPLATE, j) for i in range(12) for j in range(10)]
    for name, (text, times) in strangers.items():
        rows += [talk(name, text, j) for j in range(times)]
        rows += [talk(name, "what is this", j + 50) for j in range(10)]
    return rows


def talk(name: str, text: str, j: int) -> dict[str, Any]:
    return {"account_id": name, "hours": j, "prompt": f"{text} case {name} {j * 7919} {j}"}


def codes(log: Log, *letters: str) -> Codes:
    names = log.registry.names.to_pylist()
    return np.flatnonzero([name.startswith(letters) for name in names]).astype(np.int32)


def names(log: Log, found: Codes) -> set[str]:
    return {log.registry.names[int(code)].as_py() for code in found} - {f"c{i}" for i in range(12)}


def test_who_sends_the_template_in_earnest_joins(make_log: Callable[..., Log]) -> None:
    log = make_log(town({"busy": (TEMPLATE, 40), "once": (TEMPLATE, 2)}))
    postings, crew = shared_atoms(log), codes(log, "c")

    assert names(log, recruited(log, postings, crew, NOBODY)) == {"busy"}
    assert names(log, recruited(log, postings, crew, codes(log, "busy"))) == set()


def test_who_sends_half_of_the_template_stays_a_stranger(make_log: Callable[..., Log]) -> None:
    log = make_log(town({"half": (HALF, 40)}))

    assert names(log, recruited(log, shared_atoms(log), codes(log, "c"), NOBODY)) == set()


def test_half_of_the_template_is_enough_for_an_account_with_a_members_card(make_log: Callable[..., Log]) -> None:
    cards = [{"account_id": name, "payment_id": "card"} for name in ("c0", "half")]
    log = make_log(town({"half": (HALF, 40)}), cards)

    assert names(log, recruited(log, shared_atoms(log), codes(log, "c"), NOBODY)) == {"half"}


def test_members_who_hardly_say_the_words_leave_unless_they_share_an_identity(make_log: Callable[..., Log]) -> None:
    cards = [{"account_id": name, "payment_id": "card"} for name in ("c0", "friend", "heir")]
    rows = town({"stranger": ("what is this", 9), "friend": ("what is that", 9), "heir": ("what else", 9)})
    log = make_log([*rows, *(talk("friend", TEMPLATE, 90 + j) for j in range(7))], cards)

    found = confirmed(log, shared_atoms(log), rhythms(log), codes(log, "c", "stranger", "friend", "heir"))

    assert names(log, found) == {"friend"}
    assert len(found) == 13


def test_where_there_is_no_text_nobody_is_judged_by_it(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": f"c{i}", "hours": i + j} for i in range(8) for j in range(10)])

    assert len(confirmed(log, shared_atoms(log), rhythms(log), codes(log, "c"))) == 8


def test_nobody_is_dropped_from_an_operation_that_says_none_of_its_words_often(make_log: Callable[..., Log]) -> None:
    rows = [talk(f"c{i}", f"{TEMPLATE} {'abcdefgh'[j % 8] * 9}", j) for i in range(12) for j in range(2)]
    log = make_log(rows)

    assert len(confirmed(log, shared_atoms(log), rhythms(log), codes(log, "c"))) == 12


def test_a_member_of_other_words_stays_where_its_rhythm_is_the_others(make_log: Callable[..., Log]) -> None:
    chosen = random.Random(6)
    days = [24 * day for day in range(0, 30, 3)]
    rows = [talk(f"c{i}", TEMPLATE, 0) | {"hours": day + 24 * chosen.random()} for i in range(12) for day in days * 3]
    rows += [talk("quiet one", "what is that", 0) | {"hours": day + 24 * chosen.random()} for day in days * 5]
    rows += [talk("stranger", "what is this", 0) | {"hours": 720 * chosen.random()} for _ in range(50)]
    rows += [talk(f"h{i}", "who knows", i) | {"hours": 720 * chosen.random()} for i in range(60) for _ in range(30)]
    log = make_log(rows)

    found = confirmed(log, shared_atoms(log), rhythms(log), codes(log, "c", "quiet", "stranger"))

    assert names(log, found) == {"quiet one"}
    assert len(found) == 13
