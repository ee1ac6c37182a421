"""Groups that organise openly look like a campaign's first days, and are not told; the same going on would be."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stillwatch.campaigns.operations import find
from stillwatch.evidence.log import Log

START = datetime(2026, 6, 1, tzinfo=UTC)
KIT = "Plan the work in small steps and write down every thought and every doubt before you give any answer at all"
STYLE = (
    "Write the copy in a warm and plain tone for readers of a regional paper and keep every sentence short and active"
)


@dataclass(frozen=True, slots=True)
class Group:
    """``members`` with ``each`` exchanges over ``days`` from ``begin`` on; ``team`` of them have one card.

    Every so many teams share a laptop, too. Who works ``apart`` has hours of his own and came months ago. Those of an
    ``office`` all use its lines, in these hours of the day; so many ``phones`` verified them in turns.
    """

    members: int
    team: int
    each: int
    days: float
    begin: float = 3.0
    laptops: int = 0
    apart: bool = False
    office: tuple[int, int] | None = None
    phones: int = 0
    text: str = KIT


def stage(_: str) -> AbstractContextManager[None]:
    return nullcontext()


def rows_of(group: Group) -> list[dict[str, Any]]:
    """Everybody works from home, at hours that suit all, or each at his own, or all from one line."""
    chosen = random.Random(7)
    slots = range(int(24 * group.days))
    opens, closes = group.office or (7, 22)
    daytime = [hour for hour in slots if opens <= hour % 24 < closes]
    hours = daytime if group.apart else chosen.sample(slots, int(8 * group.days))
    return [
        {
            "account_id": f"g{i}",
            "hours": 24 * group.begin + hour + chosen.random(),
            "system": group.text,
            "prompt": " ".join("".join(chosen.choices("abcdefghij", k=6)) for _ in range(14)),
            "ip": f"172.9.0.{i % 3}" if group.office else f"172.{i % 250}.{i // 250}.7",
            "model": "m1",
        }
        for i in range(group.members)
        for hour in chosen.choices(hours, k=group.each)
    ]


def people_of(group: Group) -> list[dict[str, Any]]:
    joined, gap = START + timedelta(days=group.begin - 1), timedelta(days=-5) if group.apart else timedelta(minutes=9)
    return [
        {
            "account_id": f"g{i}",
            "created_at": joined + gap * i,
            "payment_id": f"card {i // group.team}",
        }
        | ({"phone_id": f"phone {i % group.phones}"} if group.phones else {})
        | ({"device_id": f"laptop {i // group.team}"} if group.laptops and i // group.team % group.laptops == 0 else {})
        for i in range(group.members)
    ]


@pytest.fixture(scope="module")
def told(make_log: Callable[..., Log], town: Any) -> Callable[[Group], list[int]]:
    """The sizes of the operations found where the group works in the town's honest traffic."""
    honest = [row for row in town.exchanges if row["account_id"].startswith("h")]
    people = [one | {"phone_id": f"phone of {one['account_id']}"} for one in town.accounts]

    def sizes(group: Group) -> list[int]:
        log = make_log([*honest, *rows_of(group)], [*people, *people_of(group)])
        return [len(one.accounts) for one in find(log, stage).operations]

    return sizes


HONEST = {
    "a hackathon of remote teams while it goes on": Group(60, 4, 24, 2, begin=11.5, laptops=3),
    "a hackathon of remote teams that is over": Group(60, 4, 24, 2, laptops=3),
    "a sprint of volunteers on five donated cards that is over": Group(100, 20, 50, 4),
    "an agency's freelancers on its six cards": Group(36, 6, 40, 14, begin=0, apart=True, text=STYLE),
    "a vendor's staff on forty cards in one office": Group(
        120, 3, 30, 14, begin=0, apart=True, office=(9, 18), phones=12
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_who_organises_openly_is_not_told(told: Callable[[Group], list[int]], name: str) -> None:
    assert told(HONEST[name]) == []


def test_who_goes_on_is_told(told: Callable[[Group], list[int]]) -> None:
    assert told(Group(60, 4, 120, 10, laptops=3)) == [60]


def test_a_relay_whose_accounts_are_used_around_the_clock_is_no_office(told: Callable[[Group], list[int]]) -> None:
    assert told(Group(120, 3, 30, 14, begin=0, apart=True, office=(0, 24), phones=12)) == [120]
