"""Texts that a few members share with hardly anybody are private."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.private import private_share
from stillwatch.evidence.log import Log

FIXED = "Replace what they would not print by neutral words"


def of(log: Log, member: list[bool], rest: int) -> float:
    return private_share(corpus_of(log), np.array(member), np.arange(rest, dtype=np.int32))


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
