"""An operation told as the contract's campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log
from stillwatch.findings.excerpts import Excerpts
from stillwatch.findings.pooling import sought
from stillwatch.findings.summary import campaign_id, summarize
from stillwatch.records.campaign import Campaign
from stillwatch.records.result import Release

START = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def campaign(town_log: Log, operation: Operation) -> Campaign:
    """The town's campaign."""
    releases = (Release("m2", START + timedelta(days=7)), Release("m3", START + timedelta(days=9)))
    return summarize(town_log, operation, sought(town_log, operation.rows), releases, Excerpts(None))


def test_it_counts_the_operations_own_exchanges(campaign: Campaign) -> None:
    assert (campaign.accounts, campaign.exchanges) == (40, 800)
    assert (campaign.input_tokens, campaign.output_tokens) == (800 * 60, 800 * 900)
    assert START + timedelta(days=4) <= campaign.first_seen < campaign.last_seen < START + timedelta(days=12)


def test_shares_sum_to_one(campaign: Campaign) -> None:
    for named in (campaign.capabilities, campaign.models, campaign.routes):
        assert sum(named.values()) == pytest.approx(1)
    assert campaign.routes == {"api": 1.0}
    assert set(campaign.models) == {"m1", "m2"}


def test_the_move_to_the_new_model_is_told(campaign: Campaign) -> None:
    assert [pivot.to_model for pivot in campaign.pivots] == ["m2"]
    assert campaign.pivots[0].share_moved > 0.9


def test_templates_and_timeline_are_of_the_same_exchanges(campaign: Campaign) -> None:
    assert campaign.timeline is not None
    assert sum(campaign.timeline.exchanges) == campaign.exchanges
    assert [(one.exchanges, one.accounts, one.excerpt) for one in campaign.templates] == [(800, 40, None)]
    assert campaign.templates[0].template_id == "000000000000feed"


def test_its_name_survives_growth(town_log: Log, operation: Operation, campaign: Campaign) -> None:
    smaller = replace(operation, rows=operation.rows[:500])
    others = np.setdiff1d(np.arange(len(town_log), dtype=np.int32), operation.rows)
    other = replace(operation, rows=others[:500])

    assert campaign.campaign_id == campaign_id(town_log, smaller)
    assert campaign.campaign_id != campaign_id(town_log, other)
