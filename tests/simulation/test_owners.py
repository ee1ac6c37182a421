"""The truth names one campaign for an account, the one it carries most exchanges of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import stack
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.campaign import Enrolment, enrol_campaign
from stillwatch.simulation.owners import owned
from stillwatch.simulation.scenario import CampaignPlan


def test_the_larger_part_names_the_account_and_a_tie_the_first(draft: Draft) -> None:
    draft.addresses.allot(np.zeros(50, dtype=np.int64))
    host = enrol_campaign(draft, Enrolment(CampaignPlan(name="A"), 0, 23, 4, 400))
    accounts = stack(draft.accounts)
    second = replace(host.traffic, campaign=np.ones(4, dtype=np.int64), volume=np.array([9, 5, 1, 0]))
    first = replace(host.traffic, volume=np.array([1, 5, 9, 0]))

    assert owned(accounts, stack([first, second])).campaign.tolist() == [1, 0, 0, 0]


def test_honest_traffic_names_nobody(draft: Draft) -> None:
    draft.addresses.allot(np.zeros(50, dtype=np.int64))
    host = enrol_campaign(draft, Enrolment(CampaignPlan(name="A"), 0, 23, 4, 400))
    accounts = stack(draft.accounts)
    honest = replace(host.traffic, campaign=np.full(4, -1))

    assert owned(accounts, honest) is accounts
