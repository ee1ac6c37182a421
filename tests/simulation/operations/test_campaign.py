"""One campaign's streams: shared rhythm, even load, pivots."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stillwatch.simulation.columns import stack
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.campaign import Enrolment, enrol_campaign, schedule_grid
from stillwatch.simulation.rhythm import DAY
from stillwatch.simulation.scenario import CampaignPlan, Pivot, Signups
from stillwatch.simulation.tables import Streams

PLAN = CampaignPlan(name="C", spares=0.0, evenness=0.05, signups=Signups())


def streams(draft: Draft, plan: CampaignPlan, accounts: int = 60, exchanges: int = 30_000) -> Streams:
    """What one campaign adds to an empty draft."""
    draft.addresses.allot(np.zeros(50, dtype=np.int64))
    enrol_campaign(draft, Enrolment(plan, 0, 23, accounts, exchanges))
    return stack(draft.streams)


def test_accounts_share_one_rhythm_and_an_even_load(draft: Draft) -> None:
    made = streams(draft, PLAN)

    assert made.volume.sum() == 30_000
    assert len(np.unique(made.rhythm)) == 1
    assert made.volume.std() / made.volume.mean() < 0.2


def test_spares_hardly_send_anything(draft: Draft) -> None:
    made = streams(draft, replace(PLAN, spares=0.5))

    assert 0.3 < (made.volume < 0.2 * made.volume.max()).mean() < 0.7


def test_a_pivot_moves_its_share_within_its_hours(draft: Draft) -> None:
    made = streams(draft, replace(PLAN, pivot=Pivot("aster-3", 0.48, 24.0)))

    assert (made.adopt_share == 0.48).all()
    assert made.adopt_at.min() >= 11.6 * DAY
    assert made.adopt_at.max() <= 12.6 * DAY


def test_a_move_may_begin_days_after_the_release(draft: Draft) -> None:
    made = streams(draft, replace(PLAN, pivot=Pivot("aster-3", 1.0, 12.0, after=3.0)))

    assert made.adopt_at.min() >= 14.6 * DAY
    assert made.adopt_at.max() <= 15.1 * DAY


def test_without_a_pivot_nobody_moves(draft: Draft) -> None:
    assert np.isinf(streams(draft, PLAN).adopt_at).all()


@pytest.mark.parametrize("schedule", ["always", "shifts", "office"])
def test_schedules_cover_the_window(draft: Draft, schedule: str) -> None:
    grid = schedule_grid(draft, replace(PLAN, schedule=schedule))

    assert len(grid) == draft.scenario.days * 96
    assert grid.max() > 0.4
