"""Rungs of traffic change hours, load, honest share and routes, and pay in throughput where they must."""

from __future__ import annotations

import pytest

from stillwatch.simulation.ladder.traffic import BUSY, human_hours, many_routes, mixing, under_limit
from stillwatch.simulation.rhythm import shape_grid
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.vocabulary import ROUTES

PLAN = CampaignPlan(name="C", accounts=60, share=0.2)


def test_hours_become_those_of_people_at_the_same_rate() -> None:
    shifts, office = human_hours(PLAN, 0.4), human_hours(PLAN, 1.0)

    assert (shifts.schedule, office.schedule) == ("shifts", "office")
    assert office.share / PLAN.share == pytest.approx(0.22 / 0.95)


def test_who_keeps_office_hours_already_changes_nothing() -> None:
    office = human_hours(PLAN, 1.0)

    assert human_hours(office, 0.4) == office


def test_office_hours_are_as_many_as_the_rhythm_has() -> None:
    grid = shape_grid("office", 0, 14)

    assert BUSY["office"] == pytest.approx(grid.mean() / grid.max(), abs=0.01)


def test_the_same_traffic_goes_over_more_accounts() -> None:
    full = under_limit(PLAN, 1.0)

    assert (full.accounts, full.share) == (300, PLAN.share)


@pytest.mark.parametrize("strength", [0.05, 0.1, 0.3, 0.6, 0.95])
def test_the_strength_is_the_honest_share_and_the_accounts_send_no_more(strength: float) -> None:
    mixed = mixing(PLAN, strength)

    assert mixed.relay == pytest.approx(strength)
    assert mixed.share / (1 - mixed.relay) == pytest.approx(PLAN.share)


def test_a_relay_mixes_in_more_and_at_most_what_a_plan_may() -> None:
    relay = mixing(PLAN, 0.5)

    assert mixing(relay, 0.5).relay == pytest.approx(0.75)
    assert mixing(relay, 1.0).relay == 0.95


def test_every_route_is_used_alike() -> None:
    assert many_routes(PLAN, 1.0).routes == pytest.approx(dict.fromkeys(ROUTES, 1 / len(ROUTES)))
