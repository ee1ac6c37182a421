"""Each rung of identity shares less, at full strength nothing."""

from __future__ import annotations

from stillwatch.simulation.ladder.identity import (
    false_metadata,
    no_metadata,
    own_address,
    own_payment,
    recycled,
    slow_signups,
)
from stillwatch.simulation.scenario import CampaignPlan

PLAN = CampaignPlan(name="C", accounts=60)


def test_every_account_has_one_residential_address() -> None:
    full = own_address(PLAN, 1.0)

    assert (full.per_address, full.addresses, full.networks) == (1.0, 1.0, {"home": 1.0})
    assert 1.0 < own_address(PLAN, 0.5).per_address < PLAN.per_address


def test_no_payment_and_no_device_is_shared() -> None:
    full = own_payment(PLAN, 1.0).signups

    assert (full.per_card, full.per_device) == (1.0, 1.0)
    assert full.waves == PLAN.signups.waves


def test_signups_come_one_by_one_and_long_before() -> None:
    full = slow_signups(PLAN, 1.0).signups

    assert full.waves == 60
    assert full.days_before == 300.0
    assert full.wave_hours == 72.0


def test_all_accounts_were_somebody_elses() -> None:
    assert recycled(PLAN, 1.0).signups.aged == 1.0
    assert recycled(PLAN, 0.5).signups.aged == 0.6


def test_no_account_passes_metadata_on() -> None:
    assert no_metadata(PLAN, 1.0).hidden == 1.0


def test_every_request_has_a_made_up_origin() -> None:
    assert false_metadata(PLAN, 1.0).forged == 1.0
    assert false_metadata(PLAN, 0.25).forged == 0.25
