"""A campaign's accounts share cards and sign-up hours as its plan says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.crew import LINKING, recruit, sign_up
from stillwatch.simulation.operations.lives import plan_lives
from stillwatch.simulation.rhythm import DAY
from stillwatch.simulation.scenario import Bans, CampaignPlan, Signups
from stillwatch.simulation.tables import Accounts

PLAN = CampaignPlan(name="C", signups=Signups(waves=3, days_before=60, wave_hours=2, per_card=8, aged=0.0))


def crew(draft: Draft, plan: CampaignPlan, count: int = 200) -> Accounts:
    """The plan's accounts without closures."""
    return recruit(draft, plan, 23, 0, plan_lives(draft.rng, plan.bans, count, 0.0, draft.seconds))


def holders(codes: Ints) -> float:
    """Mean number of accounts per code."""
    return len(codes[codes >= 0]) / len(np.unique(codes[codes >= 0]))


def test_few_cards_serve_many_accounts(draft: Draft) -> None:
    assert holders(crew(draft, PLAN).payment) > 3
    assert holders(crew(draft, replace(PLAN, signups=replace(PLAN.signups, per_card=1.0))).payment) < 1.3


def test_sign_ups_come_in_waves(draft: Draft) -> None:
    created = np.sort(crew(draft, PLAN).created)

    assert (np.diff(created) > 4 * 3600).sum() <= 3
    assert created.min() >= -60 * DAY


def test_aged_accounts_signed_up_like_strangers(draft: Draft) -> None:
    created = crew(draft, replace(PLAN, signups=replace(PLAN.signups, aged=1.0))).created

    assert np.std(created) > 100 * DAY


def test_fresh_replacements_sign_up_shortly_before_they_start(draft: Draft) -> None:
    plan = replace(PLAN, bans=Bans(share=0.5, standby=0.0))
    lives = plan_lives(draft.rng, plan.bans, 100, 0.0, draft.seconds)
    ahead = (lives.start - sign_up(draft, plan, lives))[lives.replaces >= 0]

    assert 0 < ahead.mean() < 12 * 3600


def test_closed_accounts_have_a_reason(draft: Draft) -> None:
    plan = replace(PLAN, bans=Bans(share=0.3))
    people = recruit(draft, plan, 23, 0, plan_lives(draft.rng, plan.bans, 100, 0.0, draft.seconds))

    assert (~np.isnan(people.closed) == (people.reason >= 0)).all()
    assert (people.reason >= 0).sum() == 30


def test_hidden_accounts_send_nothing_that_links_them(draft: Draft) -> None:
    hidden = crew(draft, replace(PLAN, hidden=0.5)).hidden

    assert LINKING.bit_count() == 6
    assert 0.5 <= ((hidden & LINKING) == LINKING).mean() < 0.6


def test_a_share_of_the_accounts_makes_up_where_it_comes_from(draft: Draft) -> None:
    assert crew(draft, replace(PLAN, forged=0.5)).forged.sum() == 100
    assert not crew(draft, PLAN).forged.any()
