"""Accounts of a campaign, or of two behind one proxy network, connect from one pool."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.campaign import Enrolment, enrol_campaign
from stillwatch.simulation.operations.relay import Roster
from stillwatch.simulation.scenario import CampaignPlan

PLAN = CampaignPlan(name="A", per_address=6.0, addresses=4.0)


def enrolled(draft: Draft, plan: CampaignPlan, host: Roster | None = None) -> Roster:
    """A campaign of sixty accounts."""
    draft.addresses.allot(np.zeros(50, dtype=np.int64))
    return enrol_campaign(draft, Enrolment(plan, 0, 23, 60, 6_000), host)


def used(draft: Draft, at: Ints, n: Ints) -> list[set[int]]:
    """The choices of each account."""
    flat = draft.choices.finish()
    return [set(flat[a : a + k].tolist()) for a, k in zip(at, n, strict=True)]


def test_accounts_share_addresses(draft: Draft) -> None:
    made = enrolled(draft, PLAN)
    addresses = used(draft, made.traffic.address_at, made.traffic.address_n)

    assert sum(bool(addresses[0] & other) for other in addresses[1:]) >= 3
    assert set().union(*addresses) <= set(made.exits.pool.tolist())


def test_two_behind_one_network_share_its_addresses_and_no_account(draft: Draft) -> None:
    host = enrolled(draft, PLAN)
    other = enrolled(draft, replace(PLAN, name="B", exits_of="A"), host)
    ours, theirs = (
        set().union(*used(draft, made.traffic.address_at, made.traffic.address_n)) for made in (host, other)
    )
    programs = set().union(*used(draft, other.traffic.client_at, other.traffic.client_n))

    assert not set(host.codes.tolist()) & set(other.codes.tolist())
    assert len(ours & theirs) > 0.8 * len(theirs)
    assert programs & set(host.exits.stacks.tolist())
