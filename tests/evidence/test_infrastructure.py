"""Shared identities and addresses weigh by their rarity in the log."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.evidence.infrastructure import (
    IDENTITIES,
    MACHINES,
    PLACES,
    WORDS,
    infrastructure,
    infrastructure_rates,
    strongest,
    together,
)
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import Slices, slices_of


def test_pooled_payments_have_bits_and_a_random_group_none(town_log: Log, two_groups: Slices) -> None:
    found = infrastructure(town_log, two_groups, infrastructure_rates(town_log))

    assert found.bits[0] > 4
    assert found.bits[1] == 0
    payment = found.kinds["payment"]
    assert strongest(found.kinds, IDENTITIES)[0] == payment.bits[0] + payment.crowd[0] > payment.bits[0] > 4
    assert strongest(found.kinds, MACHINES)[1] == strongest(found.kinds, PLACES)[1] == 0


def test_the_explanation_names_every_sort_that_weighs_and_gives_its_bits(town_log: Log, two_groups: Slices) -> None:
    found = infrastructure(town_log, two_groups, infrastructure_rates(town_log))

    said = found.explain(0)

    parts = [float(bits) for bits in re.findall(r"\(([\d.]+) bits\)", said.text)]
    assert WORDS["payment"] in said.text
    assert said.bits == pytest.approx((max(parts) + sum(parts)) / 2, abs=0.2)
    assert found.explain(1).text.startswith("no payment method")


def test_an_address_that_everybody_uses_weighs_nothing(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i % 40}", "hours": i, "ip": "192.0.2.1"} for i in range(80)]
    log = make_log(rows)

    found = infrastructure(
        log, slices_of(log, np.array([0, 10]), np.arange(10, dtype=np.int32)), infrastructure_rates(log)
    )

    assert found.kinds["address"].rate[0] == 1
    assert found.bits[0] == 0


def test_a_rare_address_weighs_much(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i}", "hours": i, "ip": f"10.0.{i}.1"} for i in range(200)]
    rows += [{"account_id": f"b{i}", "hours": 300 + i, "ip": f"192.0.2.{i % 2}"} for i in range(12)]
    log = make_log(rows)

    found = infrastructure(
        log, slices_of(log, np.array([0, 12]), np.arange(200, 212, dtype=np.int32)), infrastructure_rates(log)
    )

    assert found.kinds["address"].bits[0] > 5
    assert found.kinds["payment"].bits[0] == 0


def test_sorts_that_depend_on_each_other_count_half_beside_the_strongest() -> None:
    parts = [np.array([8.0, 0.0]), np.array([4.0, 0.0]), np.array([0.0, 6.0])]

    assert together(parts).tolist() == [10, 6]


def test_a_crowd_at_one_place_weighs_no_more_than_a_pair(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i}", "hours": i, "ip": f"10.0.{i}.1"} for i in range(200)]
    rows += [{"account_id": f"b{i}", "hours": 300 + i, "ip": "192.0.2.1"} for i in range(40)]
    log = make_log(rows)

    found = infrastructure(
        log, slices_of(log, np.array([0, 40]), np.arange(200, 240, dtype=np.int32)), infrastructure_rates(log)
    )

    assert found.kinds["address"].crowd[0] > 4
    assert strongest(found.kinds, PLACES)[0] == max(found.kinds[name].bits[0] for name in PLACES)
