"""What the town's operations are weighed against, and its campaign as found."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest

from stillwatch.campaigns.candidates import Candidates, candidates
from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.operations import find_operations
from stillwatch.campaigns.significance import by_customer
from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Log
from stillwatch.evidence.measures import measure, rates_of


def quiet(_: str) -> AbstractContextManager[None]:
    """A stage that tells nobody."""
    return nullcontext()


@pytest.fixture(scope="session")
def town_candidates(town_log: Log) -> Candidates:
    """The slices of the town that are worth weighing."""
    return candidates(town_log, families_of(shared_atoms(town_log), len(town_log)))


@pytest.fixture(scope="session")
def ground(town_log: Log, town_candidates: Candidates) -> Ground:
    """The ground of the town."""
    rates = rates_of(town_log)
    measures = measure(town_log, town_candidates.slices, town_candidates.family >= 0, rates)
    return Ground(corpus_of(town_log), rates, measures, by_customer(town_log))


@pytest.fixture(scope="session")
def found(town_log: Log) -> tuple[Operation, ...]:
    """The operations of the town."""
    return find_operations(town_log, quiet)


def _sent(chosen: random.Random, who: str, text: str, account: str, **more: Any) -> dict[str, Any]:
    payload = " ".join("".join(chosen.choices("abcdefghijklmnop", k=7)) for _ in range(9))
    number = "".join(chosen.choices("0123456789abcdef", k=16))
    return {"exchange_id": f"{who}-{number}", "account_id": account, "prompt": f"{text} {payload}", **more}


def _wording(chosen: random.Random) -> str:
    return " ".join("".join(chosen.choices("qrstuvwxyz", k=6)) for _ in range(16))


@pytest.fixture(scope="session")
def pool_log(make_log: Callable[..., Log], pool_rows: list[dict[str, Any]]) -> Log:
    """The pool as a log."""
    return make_log(pool_rows)


@pytest.fixture(scope="session")
def pool_rows() -> list[dict[str, Any]]:
    """A pool of twenty accounts that two operators and sixty customers share; one more of its accounts is not marked.

    Exchange ids begin with ``one`` and ``two`` for the operators, ``customer``, ``late`` for all that goes through the
    account ``late``, and ``public`` for strangers. On each account each of them has a model of its own; the operators
    take turns. Accounts of the pool are ``p0`` to ``p19``; they and ``late`` work from five addresses.
    """
    chosen = random.Random(8)
    texts = {"one": [_wording(chosen) for _ in range(4)], "two": [_wording(chosen) for _ in range(4)]}
    texts["customer"] = [_wording(chosen) for _ in range(60)]
    names = [*(f"p{i}" for i in range(20)), "late"]
    rows = []
    for i, name in enumerate(names):
        for at, (who, times) in enumerate({"one": 40, "two": 40, "customer": 70}.items()):
            for _ in range(times):
                turn = {"one": chosen.uniform(0, 8), "two": chosen.uniform(12, 20)}.get(who, chosen.uniform(0, 24))
                more = {
                    "hours": 24 * chosen.randrange(14) + turn,
                    "model": f"m{(i + at) % 3}",
                    "ip": f"10.0.0.{chosen.randrange(5)}",
                }
                label = "late" if name == "late" else who
                rows.append(_sent(chosen, label, chosen.choice(texts[who]), name, **more))
    public = _wording(chosen)
    for i in range(200):
        more = {"hours": chosen.uniform(0, 336), "model": f"m{i % 3}", "ip": f"10.1.{i}.1"}
        rows += [_sent(chosen, "public", public, f"x{i}", **more) for _ in range(4)]
        rows.append(_sent(chosen, "public", public, f"p{i % 20}", **more))
    return rows
