"""A campaign's view has everything its record has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stillwatch.records.campaign import Template, Timeline
from stillwatch.report.campaign_view import TEMPLATES, Room, campaign_view

if TYPE_CHECKING:
    from stillwatch.records.result import ScanResult


def test_nothing_of_the_record_is_left_out(three: ScanResult) -> None:
    campaign = three.campaigns[0]
    view = campaign_view(three, campaign, 1, {"verify": 3}, Room(100_000, 9_000))
    assert len(view.evidence.steps) == len(campaign.evidence)
    assert len(view.alternatives) == len(campaign.alternatives)
    assert len(view.pivots) == len(campaign.pivots)
    assert len(view.capabilities) == len(campaign.capabilities)
    assert [part.share for part in view.techniques] == sorted(campaign.techniques.values(), reverse=True)
    assert [use.text in said for use, said in zip(campaign.technique_uses, view.technique_uses, strict=True)] == [
        True
    ] * 2
    assert view.timeline is not None
    assert view.accounts.left == campaign.accounts - len(view.accounts.rows)


def test_anchors_hold_no_text_from_the_log(hostile: ScanResult) -> None:
    assert campaign_view(hostile, hostile.campaigns[0], 1, {}, Room(1000, 1000)).anchor == "campaign-1"


def test_a_campaign_without_timeline_or_steps_has_no_chart(three: ScanResult) -> None:
    bare = replace(three.campaigns[0], timeline=None)
    assert campaign_view(three, bare, 1, {}, Room(0, 0)).timeline is None
    hollow = replace(bare, timeline=Timeline(bare.first_seen, 3600, (), ()))
    assert campaign_view(three, hollow, 1, {}, Room(0, 0)).timeline is None


def test_many_templates_are_cut_and_counted(three: ScanResult) -> None:
    many = tuple(Template(f"t{place}", "user", 1, 1) for place in range(TEMPLATES + 5))
    view = campaign_view(three, replace(three.campaigns[0], templates=many), 1, {}, Room(0, 0))
    assert (len(view.templates), view.templates_left) == (TEMPLATES, 5)


def test_likelihood_and_confidence_are_never_in_one_sentence(three: ScanResult) -> None:
    for place, campaign in enumerate(three.campaigns):
        view = campaign_view(three, campaign, place, {}, Room(0, 0))
        assert view.likelihood in view.judgement
        assert "confidence" not in view.judgement
