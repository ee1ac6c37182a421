"""The rest of an operation's accounts is its own where it has the same shape, and honest where it has not."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.rest import is_alike, private_share
from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.log import Log

KNOWN, REST, OTHERS = 200, 60, 400


def request(chosen: random.Random, part: str, hours: int) -> dict[str, Any]:
    """A request of an operation (long, many tokens out, always the same limit) or of anybody."""
    words = chosen.randrange(60, 80) if part == "own" else chosen.randrange(5, 40)
    tokens = chosen.randrange(900, 1200) if part == "own" else chosen.randrange(10, 600)
    limit = 8192 if part == "own" else chosen.choice([None, 256, 512, 1024])
    said = {"prompt": " ".join("".join(chosen.choices("abcdefgh", k=5)) for _ in range(words))}
    return said | {"account_id": "a", "hours": hours, "output_tokens": tokens, "max_tokens": limit}


def judged(make_log: Callable[..., Log], rest: str, known: str = "own") -> bool:
    chosen = random.Random(4)
    kinds = [known] * KNOWN + [rest] * REST + ["any"] * OTHERS
    log = make_log([request(chosen, kind, i) for i, kind in enumerate(kinds)])
    rows = np.arange(KNOWN + REST, dtype=np.int32)
    return is_alike(log, rows[:KNOWN], rows[KNOWN:])


def test_the_same_shape_is_the_operations_own(make_log: Callable[..., Log]) -> None:
    assert judged(make_log, "own")


def test_another_shape_is_honest_traffic(make_log: Callable[..., Log]) -> None:
    assert not judged(make_log, "any")


def test_an_operation_that_looks_like_everybody_cannot_be_judged(make_log: Callable[..., Log]) -> None:
    assert not judged(make_log, "any", known="any")


def test_nothing_left_is_nothing_to_judge(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a", "hours": i, "prompt": "x y z"} for i in range(5)])

    assert not is_alike(log, np.arange(5, dtype=np.int32), np.empty(0, dtype=np.int32))


FIXED = "Replace what they would not print by neutral words"


def of(log: Log, member: list[bool], rest: int) -> float:
    return private_share(log, shared_atoms(log), np.array(member), np.arange(rest, dtype=np.int32))


def chats() -> list[dict[str, Any]]:
    chosen = random.Random(3)
    said = ["".join(chosen.choices("abcdefgh ", k=60)) for _ in range(30)]
    return [{"account_id": f"a{i % 3}", "hours": 50 + i, "prompt": text} for i, text in enumerate(said)]


def test_a_fixed_text_of_few_accounts_and_hardly_anybody_else_is_private(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i % 3}", "hours": i, "prompt": f"{FIXED} {i} {i * 7}"} for i in range(30)]
    stranger = [{"account_id": "b", "hours": 90 + i, "prompt": f"{FIXED} 3 {i}"} for i in range(9)]

    alone, once, often = (make_log([*rows, *chats(), *stranger[:times]]) for times in (0, 1, 9))

    assert of(alone, [True] * 3, 60) == 0.5
    assert of(alone, [True] * 3, 0) == 0
    assert of(once, [True] * 3 + [False], 60) == 0.5
    assert of(often, [True] * 3 + [False], 60) == 0
    assert of(often, [True] * 4, 60) == 0.5


def test_words_that_a_few_members_send_often_and_strangers_seldom_are_private_too(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i % 3}", "hours": i, "prompt": f"{'xyz'[i % 3] * 9} {FIXED} {i}"} for i in range(60)]
    strangers = [{"account_id": f"b{i}", "hours": 99 + i, "prompt": f"Please {FIXED} now"} for i in range(4)]

    log = make_log([*rows, *strangers])

    assert of(log, [True] * 3 + [False] * 4, 60) == 1
