"""Members that work from one place are told from members that rotate through a pool."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.log import Log
from stillwatch.evidence.sites import FEWEST, HOUSES, LEAST, LINES, POOL, TOGETHER, USUAL, sited
from stillwatch.evidence.slices import slices_of

USES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=80)


def share(make_log: Callable[..., Log], uses: list[tuple[int, int]]) -> float:
    """The share of sited members where each pair is an exchange of an account from a network (0 for unknown)."""
    rows = [
        {"account_id": f"a{who}", "hours": i, "ip": f"10.0.{where}.{who}" if where else None}
        for i, (who, where) in enumerate(uses)
    ]
    log = make_log(rows)
    return float(sited(log, slices_of(log, np.array([0, len(uses)]), np.arange(len(uses), dtype=np.int32)))[0])


def houses(places: list[tuple[int, int]], least: float) -> dict[int, list[int]]:
    """The lines of the site of each member who is at one, site by site."""
    home: dict[int, list[int]] = {}
    for _ in range(HOUSES):
        first = busiest([place for place in places if place[0] not in home], least, 1)
        on = [who for who, where in places if where in first and who not in home]
        lines = busiest([place for place in places if place[0] in on], max(FEWEST - 1, TOGETHER * len(on)), LINES)
        home |= {who: lines for who, where in places if who not in home and where in lines}
    return home


def busiest(places: list[tuple[int, int]], least: float, most: int) -> list[int]:
    """The networks with the most members, of those with ``least``."""
    return [where for where, n in Counter(where for _, where in places).most_common() if n >= least][:most]


@given(USES)
def test_members_are_counted_as_said(make_log: Callable[..., Log], uses: list[tuple[int, int]]) -> None:
    total, at = Counter(who for who, _ in uses), Counter(uses)
    places = [(who, where) for (who, where), n in at.items() if where and n >= USUAL * total[who]]
    size = Counter(where for _, where in places)
    pool = {where for where, n in size.items() if n >= max(POOL, LEAST * len(total))}
    home = houses(places, max(FEWEST, LEAST * len(total)))
    besides = {who for who, where in places if who in home and where in pool and where not in home[who]}
    several, single = len(besides), len(home.keys() - besides)

    assert share(make_log, uses) == pytest.approx(single / len(total) * single / max(single + several, 1))


def test_an_office_of_a_dozen_is_a_site_and_a_dozen_who_deal_out_proxies_are_not(make_log: Callable[..., Log]) -> None:
    # Each at the office and at home; each by three of twelve proxies, of which some have four of them by chance.
    office = [(who, where) for who in range(12) for where in (1, 20 + who) for _ in range(10)]
    deal = random.Random(3)
    proxies = [(who, where) for who in range(12) for where in deal.sample(range(1, 13), 3) for _ in range(10)]

    assert share(make_log, office) == 1
    assert share(make_log, proxies) < 0.05


def test_three_classrooms_are_sites_and_a_rotated_pool_is_none(make_log: Callable[..., Log]) -> None:
    classes = [(who, 1 + who % 3) for who in range(30) for _ in range(10)]
    pool = [(who, 1 + (who + 3 * i) % 40) for who in range(30) for i in range(10)]

    assert share(make_log, classes) == 1
    assert share(make_log, pool) == 0


def test_an_office_with_two_lines_is_one_site(make_log: Callable[..., Log]) -> None:
    raters = [(who, 1 + (who + i) % 2) for who in range(30) for i in range(10)]

    assert share(make_log, raters) == 1


def test_the_shops_of_two_vendors_are_at_two_sites(make_log: Callable[..., Log]) -> None:
    shops = [(who, 1 + 3 * (who % 2) + (who + i) % 3) for who in range(36) for i in range(12)]
    shops += [(who, 1 + 3 * (who % 2)) for who in range(36, 44) for _ in range(12)]

    assert share(make_log, shops) == 1


def test_a_campaign_in_a_proxy_pool_has_no_site(town_log: Log, crew_rows: np.typing.NDArray[np.int32]) -> None:
    slices = slices_of(town_log, np.array([0, len(crew_rows)]), crew_rows)

    assert sited(town_log, slices).tolist() == [0]
