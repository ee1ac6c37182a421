"""Where the members of a slice work, and whether anybody can know."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stillwatch.campaigns.whereabouts import common_places, places_known
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import slices_of

MEMBERS = 12


def test_one_site_is_a_common_place_and_homes_are_none(make_log: Callable[..., Log]) -> None:
    for ip, share in (("192.0.2.{0}", 1), ("10.{0}.0.1", 0)):
        log = make_log([{"account_id": f"a{i}", "hours": i, "ip": ip.format(i)} for i in range(MEMBERS)])
        slices = slices_of(log, np.array([0, MEMBERS]), np.arange(MEMBERS, dtype=np.int32))

        assert common_places(log, slices).tolist() == [share]
        assert places_known(log, slices).tolist() == [True]


def test_nobody_knows_a_place_where_networks_are_not_logged(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": f"a{i}", "hours": i, "ip": "192.0.2.1" if i < 3 else None} for i in range(MEMBERS)])
    slices = slices_of(log, np.array([0, MEMBERS]), np.arange(MEMBERS, dtype=np.int32))

    assert places_known(log, slices).tolist() == [False]
