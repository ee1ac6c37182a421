"""Accounts that are switched on and off together correlate; sharing a working day is no correlation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.rhythm import FEWEST_EXCHANGES, FEWEST_MEMBERS, Step, in_step, rhythms, with_the_others
from stillwatch.evidence.slices import Slices, slices_of

DAYS = 14


def step(log: Log, groups: int) -> Step:
    """How far each group is in step; rows belong to group ``status``."""
    parts = [np.flatnonzero(log.column("status") == one).astype(np.int32) for one in range(1, groups + 1)]
    slices = slices_of(log, np.cumsum([0, *map(len, parts)]), np.concatenate(parts))
    return in_step(log, slices, rhythms(log))


def test_a_pool_is_in_step_and_a_random_group_is_not(town_log: Log, two_groups: Slices) -> None:
    found = in_step(town_log, two_groups, rhythms(town_log))

    assert found.correlation[0] > 0.2
    assert abs(found.correlation[1]) < 0.05
    assert found.known.tolist() == [40, 40]
    assert found.along[0] >= 36
    assert found.along[1] <= 6


def test_the_same_office_hours_are_no_synchrony(make_log: Callable[..., Log]) -> None:
    random = np.random.default_rng(5)
    rows = [
        {
            "account_id": f"{group}-{i}",
            "hours": 24 * random.integers(DAYS) + start + 8 * random.random(),
            "status": group,
        }
        for group, start in ((1, 9), (2, 21))
        for i in range(40)
        for _ in range(30)
    ]

    found = step(make_log(rows), 2).correlation

    assert np.abs(found).max() < 0.12


def test_each_vector_has_unit_length_and_everybodys_rhythm_is_out(town_log: Log) -> None:
    found = rhythms(town_log)
    active = np.bincount(town_log.customer) >= FEWEST_EXCHANGES

    assert (found.place >= 0).tolist() == active.tolist()
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(1, abs=1e-3)


def test_too_few_members_or_days_say_nothing(make_log: Callable[..., Log]) -> None:
    few = [{"account_id": f"a{i}", "hours": 5 * j, "status": 1} for i in range(FEWEST_MEMBERS - 1) for j in range(60)]
    short = [{"account_id": f"a{i}", "hours": j / 2, "status": 1} for i in range(20) for j in range(60)]

    for rows in (few, short):
        found = step(make_log(rows), 1).correlation
        assert np.isnan(found[0])


def test_an_account_of_a_pool_points_where_the_others_do_and_a_stranger_does_not(town_log: Log, crew: Codes) -> None:
    found = rhythms(town_log)
    strangers = np.setdiff1d(np.arange(len(town_log.registry), dtype=np.int32), crew)[:20]

    together = with_the_others(town_log, found, crew, np.concatenate([crew, strangers]).astype(np.int32))

    assert np.median(together[: len(crew)]) > 0.3
    assert np.median(together[len(crew) :]) < 0.15
    assert with_the_others(town_log, found, crew[:3], crew[:3]).tolist() == [0, 0, 0]
    assert with_the_others(town_log, found, strangers, strangers[:2]).tolist() == [0, 0]


def test_a_burst_that_lasts_persists_and_one_that_flickers_does_not(make_log: Callable[..., Log]) -> None:
    random = np.random.default_rng(2)
    everybody = [
        {"account_id": f"h{i}", "hours": 24 * DAYS * random.random()} for i in range(200) for _ in range(2 * DAYS)
    ]
    lasting = [{"account_id": "lasting", "hours": 96 + j} for j in range(48)]
    chosen = random.choice(4 * DAYS, 16, replace=False)
    flickering = [{"account_id": "flickering", "hours": 6 * int(j) + 1} for j in chosen for _ in range(3)]
    log = make_log(everybody + lasting + flickering)

    found = rhythms(log)

    names = log.registry.names.to_pylist()
    of = {name: found.persistence[found.place[log.registry.customer[i]]] for i, name in enumerate(names)}
    assert found.persistence.min() >= 1
    assert of["lasting"] > 2 * of["flickering"]


def test_lasting_bursts_of_few_strangers_make_more_noise(town_log: Log, two_groups: Slices) -> None:
    found = rhythms(town_log)
    pairs, steps = 40 * 39 / 2, found.vectors.shape[1]

    noise = in_step(town_log, two_groups, found).noise

    assert (noise >= 1 / np.sqrt(pairs * steps) - 1e-9).all()
    assert (noise < 3 / np.sqrt(pairs * steps)).all()


def test_two_exchanges_of_a_wrong_date_leave_rhythms_as_they_are(make_log: Callable[..., Log]) -> None:
    random = np.random.default_rng(8)
    pool = 24 * random.integers(DAYS, size=20)
    rows = [
        {"account_id": f"a{i}", "hours": hour + 6 * random.random(), "status": 1} for i in range(10) for hour in pool
    ]
    rows += [{"account_id": f"b{i}", "hours": 24 * DAYS * random.random()} for i in range(40) for _ in range(30)]
    strays = [{"account_id": "c", "hours": 24 * 365 * years} for years in (-9, 9)]

    alone, beside = make_log(rows), make_log([*rows, *strays])

    assert step(beside, 1).correlation[0] == pytest.approx(step(alone, 1).correlation[0], abs=0.02)
    assert rhythms(beside).vectors.shape[1] < rhythms(alone).vectors.shape[1] + 80
