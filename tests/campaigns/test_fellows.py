"""Accounts that send several of an operation's own texts are found, and nobody by one text, copies or payloads."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.fellows import FEW, SEVERAL, fellows
from stillwatch.evidence.log import Codes, Log

TEXTS = 5
CREW = 20
NOBODY = np.empty(0, dtype=np.int32)


def template(k: int) -> str:
    chosen = random.Random(k)
    return " ".join("".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(30))


def said(name: str, k: int, j: int) -> dict[str, Any]:
    return {"account_id": name, "hours": j, "prompt": f"{template(k)} item {name} {k} {j * 7919}", "status": 1}


def crowd(name: str, texts: range, each: int) -> list[dict[str, Any]]:
    return [said(name, k, j) for k in texts for j in range(each)]


def pool() -> list[dict[str, Any]]:
    """A crew that uses all texts, and a hundred who chat; the crew's exchanges have status 1."""
    chosen = random.Random(8)
    rows = [row for i in range(CREW) for row in crowd(f"c{i}", range(TEXTS), 4)]
    for i in range(100):
        chat = "".join(chosen.choices("abcdefgh ", k=40))
        rows += [{"account_id": f"h{i}", "hours": j, "prompt": f"{chat} {j}", "status": 0} for j in range(6)]
    return rows


def found(log: Log, taken: Codes = NOBODY) -> set[str]:
    names = log.registry.names.to_pylist()
    crew = np.flatnonzero([name.startswith("c") for name in names]).astype(np.int32)
    rows = np.flatnonzero(np.isin(log.account, crew)).astype(np.int32)
    return {names[code] for code in fellows(corpus_of(log), rows, crew, taken)}


def test_who_sends_several_texts_as_members_do_is_a_fellow(make_log: Callable[..., Log]) -> None:
    log = make_log(pool() + crowd("missed", range(TEXTS), 4))

    assert found(log) == {"missed"}
    assert (
        found(log, np.flatnonzero([name == "missed" for name in log.registry.names.to_pylist()]).astype(np.int32))
        == set()
    )


@pytest.mark.parametrize(("texts", "each"), [(SEVERAL - 1, 10), (TEXTS, 1)])
def test_few_texts_or_few_exchanges_make_nobody_a_fellow(make_log: Callable[..., Log], texts: int, each: int) -> None:
    assert found(make_log(pool() + crowd("stranger", range(texts), each))) == set()


def test_copies_word_for_word_make_nobody_a_fellow(make_log: Callable[..., Log]) -> None:
    copies = [row | {"account_id": "evaluator"} for row in crowd("c0", range(TEXTS), 4)]

    assert found(make_log(pool() + copies)) == set()


def test_texts_in_wide_use_speak_for_nobody(make_log: Callable[..., Log]) -> None:
    several = [row for i in range(int(FEW * CREW) + 1) for row in crowd(f"user{i}", range(TEXTS), 2)]

    assert found(make_log(pool() + several)) == set()


def test_who_works_elsewhere_is_no_fellow_of_a_crew_that_shares_its_places(make_log: Callable[..., Log]) -> None:
    rows = pool() + crowd("missed", range(TEXTS), 4)
    own = {name: f"10.0.{i}.1" for i, name in enumerate(sorted({row["account_id"] for row in rows}))}
    shared = [row | {"ip": "198.51.100.1" if row["account_id"][0] == "c" else own[row["account_id"]]} for row in rows]
    same = [row | {"ip": "198.51.100.1"} if row["account_id"] == "missed" else row for row in shared]

    assert found(make_log(shared)) == set()
    assert found(make_log(same)) == {"missed"}
    assert found(make_log(shared, [{"account_id": name, "device_id": "d"} for name in ("c0", "missed")])) == {"missed"}
