"""Addresses that members have nearly for themselves speak for who works there, and unknown ones say nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.places import doors_of, place_bits
from stillwatch.evidence.log import Codes, Log


def codes(log: Log, *letters: str) -> Codes:
    return np.flatnonzero([name.startswith(letters) for name in log.registry.names.to_pylist()]).astype(np.int32)


def test_each_pair_of_address_and_customer_stands_once(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": name, "ip": ip} for name in ("a", "b") for ip in ("10.0.0.1", "10.0.0.1", "10.0.0.2", None)]

    doors = doors_of(make_log(rows))

    assert len(doors.address) == len(doors.customer) == 4
    assert len(set(zip(doors.address.tolist(), doors.customer.tolist(), strict=True))) == 4


def test_who_works_from_the_members_places_is_told_from_who_does_not(pool_log: Log) -> None:
    member = np.isin(np.arange(len(pool_log.registry)), codes(pool_log, "p"))

    bits = place_bits(pool_log, doors_of(pool_log), member)

    assert bits[codes(pool_log, "p", "late")].min() > 0 > bits[codes(pool_log, "x")].max()


def test_a_place_that_mostly_others_use_is_nobodys(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"p{i}", "ip": "10.0.0.1"} for i in range(5)]
    rows += [{"account_id": f"x{i}", "ip": "10.0.0.1"} for i in range(30)]
    log = make_log(rows)

    bits = place_bits(log, doors_of(log), np.isin(np.arange(len(log.registry)), codes(log, "p")))

    assert bits.max() <= 0


def test_unknown_addresses_say_nothing(make_log: Callable[..., Log], pool_rows: list[dict[str, Any]]) -> None:
    log = make_log([row | {"ip": None} for row in pool_rows])
    member = np.isin(np.arange(len(log.registry)), codes(log, "p"))

    assert (place_bits(log, doors_of(log), member) == 0).all()
