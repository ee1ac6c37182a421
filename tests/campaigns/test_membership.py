"""Members do the work; strangers who once sent the same words are dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.membership import members
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import slices_of

CREW, STRANGERS, EACH = 12, 6, 20


def work(pool: Callable[[int], str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of a crew that does one job and of strangers who do it twice; the crew's payments come from ``pool``."""
    rows = [{"account_id": f"c{i}", "hours": j, "status": 1} for i in range(CREW) for j in range(EACH)]
    rows += [
        {"account_id": f"s{i}", "hours": j + 0.5, "status": int(j < 2)} for i in range(STRANGERS) for j in range(EACH)
    ]
    return rows, [{"account_id": f"c{i}", "payment_id": pool(i)} for i in range(CREW)]


def names_of(log: Log, codes: Codes | Ints) -> set[str]:
    return {str(log.registry.names[int(code)]) for code in codes}


def everybody(log: Log) -> Codes:
    return np.arange(len(log.registry), dtype=np.int32)


def jobs(log: Log) -> tuple[Ints, Codes]:
    """The job's rows as one slice."""
    rows = np.flatnonzero(log.column("status") == 1).astype(np.int32)
    return np.array([0, len(rows)]), rows


def test_strangers_are_dropped(make_log: Callable[..., Log]) -> None:
    log = make_log(*work(lambda i: f"p{i}"))

    found = members(log, slices_of(log, *jobs(log)), everybody(log))

    assert names_of(log, found) == {f"c{i}" for i in range(CREW)}


def test_an_account_that_does_little_of_the_work_has_to_share_an_identity(make_log: Callable[..., Log]) -> None:
    rows, people = work(lambda i: f"p{i % 4}")
    people += [{"account_id": "s0", "payment_id": "p1"}, {"account_id": "s1", "payment_id": "p9"}]
    log = make_log(rows, people)

    found = members(log, slices_of(log, *jobs(log)), everybody(log))

    assert names_of(log, found) == {f"c{i}" for i in range(CREW)} | {"s0"}


def test_who_shows_none_of_the_work_has_to_share_two(make_log: Callable[..., Log]) -> None:
    rows, people = work(lambda i: f"p{i % 4}")
    people = [row | {"phone_id": f"t{i % 3}"} for i, row in enumerate(people)]
    rows += [{"account_id": name, "hours": 5} for name in ("one", "two") for _ in range(9)]
    people += [{"account_id": "one", "payment_id": "p1"}, {"account_id": "two", "payment_id": "p1", "phone_id": "t2"}]
    log = make_log(rows, people)

    found = members(log, slices_of(log, *jobs(log)), everybody(log))

    assert names_of(log, found) == {f"c{i}" for i in range(CREW)} | {"two"}


def test_wording_that_strangers_use_as_much_makes_nobody_a_member(make_log: Callable[..., Log]) -> None:
    rows, people = work(lambda i: f"p{i}")
    public = [{"account_id": f"s{i}", "hours": 30 + j, "status": 2} for i in range(STRANGERS) for j in range(60)]
    public += [{"account_id": f"c{i}", "hours": 30, "status": 2} for i in range(CREW)]
    log = make_log(rows + public, people)
    parts = [np.flatnonzero(log.column("status") == kind).astype(np.int32) for kind in (1, 2)]

    slices = slices_of(log, np.cumsum([0, *map(len, parts)]), np.concatenate(parts))
    crew = np.flatnonzero([name.startswith("c") for name in log.registry.names.to_pylist()]).astype(np.int32)

    assert names_of(log, members(log, slices, crew)) == {f"c{i}" for i in range(CREW)}


def test_no_candidates_no_members(make_log: Callable[..., Log]) -> None:
    log = make_log(*work(lambda i: f"p{i}"))

    assert len(members(log, slices_of(log, *jobs(log)), everybody(log)[:0])) == 0
