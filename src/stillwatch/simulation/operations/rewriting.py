"""What the accounts of a campaign work on, and the change of all templates at one time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import Floats
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.lists import Stretch
from stillwatch.simulation.operations.wording import campaign_tasks
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.tables import Streams


def jobs(draft: Draft, plan: CampaignPlan, count: int) -> Stretch:
    """Newly written tasks, and which of them each account works on: a few, drawn by weight."""
    tasks = campaign_tasks(draft, plan)
    n = 1 + draft.rng.poisson(plan.breadth - 1, count).astype(np.int64)
    return draft.choices.own(draft.rng.choice(tasks, int(n.sum())), n)


def rewritten(draft: Draft, plan: CampaignPlan, traffic: Streams) -> list[Streams]:
    """The traffic as it is, or divided at each account's moment into that on old and that on new templates."""
    if plan.rewrite is None:
        return [traffic]
    count = len(traffic.account)
    at = draft.seconds * (plan.start + plan.rewrite.at * (plan.end - plan.start))
    moment = at + draft.rng.uniform(0, plan.rewrite.hours * 3600, count)
    later = draft.rng.binomial(traffic.volume, _share_after(draft, traffic, moment))
    tasks = jobs(draft, plan, count)
    return [
        replace(traffic, volume=traffic.volume - later, end=np.clip(moment, traffic.start + 1, traffic.end)),
        replace(
            traffic,
            volume=later,
            start=np.clip(moment, traffic.start, traffic.end - 1),
            task_at=tasks.at,
            task_n=tasks.n,
        ),
    ]


def _share_after(draft: Draft, traffic: Streams, moment: Floats) -> Floats:
    """Share of each stream's activity that lies after its moment; all streams have one rhythm."""
    rhythm = int(traffic.rhythm[0])
    cut = np.clip(moment, traffic.start, traffic.end)
    whole = draft.rhythms.mass(rhythm, traffic.start, traffic.end)
    return draft.rhythms.mass(rhythm, cut, traffic.end) / np.maximum(whole, 1e-12)
