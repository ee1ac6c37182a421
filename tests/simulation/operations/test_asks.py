"""A template says what is wanted, in its language, and how."""

from __future__ import annotations

import re

import pytest

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.asks import instruction, technique_rule
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.vocabulary import LANGUAGES

PLAN = CampaignPlan(
    name="C",
    capabilities={"reasoning": 0.5, "grading": 0.3, "coding": 0.2},
    techniques={"imagined_reasoning": 1, "rubric_grading": 1},
)


def test_the_technique_suits_the_capability(draft: Draft) -> None:
    assert technique_rule(draft, PLAN, "grading", "en") == "rubric_grading_en"
    assert technique_rule(draft, PLAN, "reasoning", "en") == "imagined_reasoning_en"
    assert technique_rule(draft, PLAN, "trace_cleaning", "en") == "trace_cleaning_en"
    assert technique_rule(draft, PLAN, "grading", "hi") == "generic_hi"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("capability", CAPABILITIES)
def test_every_capability_can_be_asked_for_in_every_language(draft: Draft, capability: str, language: str) -> None:
    rule = technique_rule(draft, PLAN, capability, language)
    written = {instruction(draft, capability, language, rule) for _ in range(20)}

    assert len(written) > 15
    assert all(len(text) > 20 for text in written)


def test_nearly_every_template_says_what_it_wants(draft: Draft) -> None:
    texts = [instruction(draft, "orchestration", "en", "plain_task_en") for _ in range(200)]
    said = [text for text in texts if re.search(r"agent|You lead|workflow|chained", text)]

    assert 0.8 < len(said) / len(texts) < 1


def test_a_technique_of_one_capability_needs_no_other_words(draft: Draft) -> None:
    texts = [instruction(draft, "grading", "en", "rubric_grading_en") for _ in range(50)]

    assert not any("examiner: hold" in text or text.startswith("Judge the answer") for text in texts)
