"""One relay's accounts carry honest customers, and a second operator where a plan says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import stack
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.campaign import Enrolment, enrol_campaign
from stillwatch.simulation.operations.relay import Roster, guests_of, honest_exchanges
from stillwatch.simulation.rhythm import DAY
from stillwatch.simulation.scenario import Bans, CampaignPlan

HOST = CampaignPlan(name="A", relay=0.4)
GUEST = CampaignPlan(name="B", accounts_of="A", schedule="office")


def enrolled(draft: Draft, plan: CampaignPlan = HOST) -> Roster:
    """A campaign of sixty accounts in an empty draft."""
    draft.addresses.allot(np.zeros(50, dtype=np.int64))
    return enrol_campaign(draft, Enrolment(plan, 0, 23, 60, 30_000))


def test_a_relay_carries_honest_streams_on_the_same_accounts(draft: Draft) -> None:
    enrolled(draft)
    made = stack(draft.streams)
    honest = made.campaign < 0

    assert made.volume[honest].sum() == honest_exchanges(HOST, 30_000) == 20_000
    assert set(made.account[honest].tolist()) == set(made.account[~honest].tolist())
    assert not set(made.task_at[honest].tolist()) & set(made.task_at[~honest].tolist())


def test_a_second_operator_adds_traffic_and_no_account(draft: Draft) -> None:
    host = enrolled(draft)
    before = draft.account_count
    guest = enrol_campaign(draft, Enrolment(GUEST, 1, 23, 60, 9_000), host)

    assert draft.account_count == before
    assert guest.codes.tolist() == host.codes.tolist()
    assert guest.traffic.volume.sum() == 9_000
    assert (guest.traffic.campaign == 1).all()
    assert guest.traffic.rhythm[0] != host.traffic.rhythm[0]
    assert (guest.traffic.address_at == host.traffic.address_at).all()
    assert (guest.traffic.client_at == host.traffic.client_at).all()


def test_a_second_operator_may_use_some_of_the_accounts(draft: Draft) -> None:
    host = enrolled(draft)
    guest = enrol_campaign(draft, Enrolment(replace(GUEST, relay=0.5), 1, 23, 20, 9_000), host)

    assert len(guest.codes) == 20
    assert set(guest.codes.tolist()) < set(host.codes.tolist())
    assert draft.streams[-1].volume.sum() == 9_000


def test_it_uses_accounts_that_last_in_its_time(draft: Draft) -> None:
    host = enrolled(draft, replace(HOST, bans=Bans(share=0.4)))
    guest = guests_of(draft, replace(GUEST, start=0.6), host, 60)

    assert 10 < len(guest.codes) < 60
    assert guest.lives.start.min() >= 0.6 * 21 * DAY - 1
    assert (guest.lives.end - guest.lives.start >= 3600).all()


def test_a_campaign_too_small_for_its_world_relays_nothing(draft: Draft) -> None:
    draft.addresses.allot(np.zeros(50, dtype=np.int64))
    enrol_campaign(draft, Enrolment(HOST, 0, 23, 4, 0))

    assert stack(draft.streams).volume.sum() == 0
