"""At its time every account gives up the old templates for new ones, and no exchange is lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.campaign import Enrolment, enrol_campaign
from stillwatch.simulation.operations.rewriting import jobs, rewritten
from stillwatch.simulation.rhythm import DAY
from stillwatch.simulation.scenario import Bans, CampaignPlan, Rewrite
from stillwatch.simulation.tables import Streams

PLAN = CampaignPlan(name="C", rewrite=Rewrite(at=0.6, hours=2.0), spares=0.0)


def halves(draft: Draft, plan: CampaignPlan) -> list[Streams]:
    """The streams of a campaign of sixty accounts."""
    draft.addresses.allot(np.zeros(50, dtype=np.int64))
    enrol_campaign(draft, Enrolment(plan, 0, 23, 60, 30_000))
    return draft.streams


def test_old_templates_end_where_new_ones_begin(draft: Draft) -> None:
    before, after = halves(draft, PLAN)
    flat = draft.choices.finish()
    old, new = (
        {int(task) for at, n in zip(part.task_at, part.task_n, strict=True) for task in flat[at : at + n]}
        for part in (before, after)
    )

    assert before.volume.sum() + after.volume.sum() == 30_000
    assert 0.3 < after.volume.sum() / 30_000 < 0.5
    assert not old & new
    assert after.start.min() >= 0.6 * 21 * DAY
    assert before.end.max() <= 0.6 * 21 * DAY + 2 * 3600
    assert (before.end <= after.start + 1).all()


def test_an_account_that_was_closed_before_sends_nothing_new(draft: Draft) -> None:
    before, after = halves(draft, replace(PLAN, bans=Bans(share=0.5, waves=1, at=0.3)))
    gone = before.end < 0.5 * 21 * DAY

    assert gone.sum() > 20
    assert after.volume[gone].sum() == 0
    assert before.volume[before.start >= 0.7 * 21 * DAY].sum() == 0


def test_without_a_rewrite_nothing_is_divided(draft: Draft) -> None:
    (traffic,) = halves(draft, replace(PLAN, rewrite=None))

    assert rewritten(draft, replace(PLAN, rewrite=None), traffic) == [traffic]


def test_accounts_work_on_a_few_tasks(draft: Draft) -> None:
    stretch = jobs(draft, replace(PLAN, breadth=3.0), 500)

    assert stretch.n.min() >= 1
    assert 2.7 < stretch.n.mean() < 3.3
