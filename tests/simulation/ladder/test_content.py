"""Rungs of content reword, translate and add what nobody wanted."""

from __future__ import annotations

import pytest

from stillwatch.simulation.ladder.content import decoys, paraphrased, repeated, stripped, translated
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.vocabulary import LANGUAGES

PLAN = CampaignPlan(name="C", capabilities={"coding": 3.0, "reasoning": 1.0}, techniques={"code_session": 1.0})


def test_templates_are_reworded() -> None:
    assert paraphrased(PLAN, 1.0).wording == 24
    assert 1 < paraphrased(PLAN, 0.2).wording < 24


def test_languages_are_spoken_alike() -> None:
    assert translated(PLAN, 1.0).languages == pytest.approx(dict.fromkeys(LANGUAGES, 1 / len(LANGUAGES)))


def test_half_of_the_traffic_is_plain_and_unwanted() -> None:
    full = decoys(PLAN, 1.0)

    assert full.capabilities == pytest.approx({"coding": 0.375, "reasoning": 0.125, "general": 0.5})
    assert set(full.techniques) == {"code_session", "plain_task"}


def test_templates_are_left_out_and_payloads_repeat() -> None:
    assert (stripped(PLAN, 0.3).stripped, stripped(PLAN, 1.0).stripped) == (0.3, 1.0)
    assert repeated(PLAN, 1.0).repeated == 0.5
