"""Found campaigns take the names of earlier ones, and all that is known is kept for the next scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stillwatch.campaigns.operations import find
from stillwatch.evidence.log import Log
from stillwatch.findings.excerpts import Excerpts
from stillwatch.findings.pooling import sought
from stillwatch.findings.summary import summarize
from stillwatch.records.campaign import Moment
from stillwatch.records.known import Known, Traces
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.continuity import Continuity, continued

WHEN = datetime(2026, 5, 1, tzinfo=UTC)
SEEN = (Moment(WHEN, "first_seen", "starting", "…"),)
CREW = tuple(f"c{i}" for i in range(40))


@pytest.fixture(scope="module")
def line(town_log: Log, town: Any) -> Any:
    """A function from earlier campaigns to the town's campaign in line with them."""
    operations = find(town_log, StageClock().stage).operations
    told = [summarize(town_log, one, sought(town_log, one.rows), (), Excerpts(None)) for one in operations]

    def make(*earlier: Known) -> Continuity:
        return continued(town_log, operations, told, town.account_table(), earlier)

    return make


def test_without_an_earlier_result_every_campaign_has_its_own_name_and_life(line: Any) -> None:
    found = line()

    (campaign,) = found.campaigns
    assert campaign.campaign_id.startswith("C-")
    assert (campaign.state, campaign.formerly) == (campaign.history[-1].state, ())
    (kept,) = found.known
    assert (kept.campaign_id, kept.last_seen, kept.history) == (
        campaign.campaign_id,
        campaign.last_seen,
        campaign.history,
    )
    assert set(kept.traces.accounts) == set(CREW)


def test_an_earlier_name_is_kept_and_so_are_the_accounts_of_then(line: Any) -> None:
    found = line(Known("C-old", ("C-older",), WHEN, SEEN, Traces((*CREW[:20], "gone"))))

    (campaign,) = found.campaigns
    assert (campaign.campaign_id, campaign.formerly) == ("C-old", ("C-older",))
    assert "gone" in found.known[0].traces.accounts
    assert campaign.history[0] == SEEN[0]


def test_one_known_by_its_text_alone_is_the_same_campaign(line: Any) -> None:
    kept = line().known[0]
    strangers = replace(kept, campaign_id="C-text", traces=Traces(("x", "y"), kept.traces.texts))

    assert line(strangers).campaigns[0].campaign_id == "C-text"


def test_two_that_are_one_now_are_merged(line: Any) -> None:
    large, small = (
        Known(name, (), WHEN, SEEN, Traces(part)) for name, part in (("C-l", CREW[:30]), ("C-s", CREW[30:]))
    )
    found = line(small, large)

    (campaign,) = found.campaigns
    assert (campaign.campaign_id, campaign.formerly) == ("C-l", ("C-s",))
    assert "merged" in [one.event for one in campaign.history]
    assert [one.campaign_id for one in found.known] == ["C-l"]


def test_one_that_was_not_found_is_kept_and_falls_silent(line: Any) -> None:
    lost = Known("C-lost", (), WHEN + timedelta(days=1), SEEN, Traces(("x", "y", "z")))
    found = line(lost)

    assert [one.campaign_id for one in found.known][1:] == ["C-lost"]
    assert found.known[1].state == "dormant"
    assert found.campaigns == line().campaigns
