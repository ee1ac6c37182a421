"""A campaign's templates serve its capabilities in its languages and places."""

from __future__ import annotations

import collections
from dataclasses import replace

import numpy as np
import pytest

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.wording import campaign_tasks, write_wordings
from stillwatch.simulation.scenario import CampaignPlan

PLAN = CampaignPlan(
    name="C",
    capabilities={"reasoning": 0.5, "grading": 0.3, "coding": 0.2},
    techniques={"imagined_reasoning": 1, "rubric_grading": 1},
    languages={"en": 3, "zh": 1},
    placements={"system": 1, "prefix": 1, "suffix": 1, "around": 1, "slots": 1},
    templates=20,
)


def test_every_capability_has_a_template_and_the_number_fits(draft: Draft) -> None:
    wordings = write_wordings(draft, PLAN)

    assert len(wordings) == 20
    assert {wording.capability for wording in wordings} == {"reasoning", "grading", "coding"}
    assert {wording.language for wording in wordings} == {"en", "zh"}


def test_fixed_text_stands_in_the_system_prompt_or_around_the_payload(draft: Draft) -> None:
    for wording in write_wordings(draft, PLAN):
        assert "[[payload]]" in wording.prompt
        assert (wording.prompt == "[[payload]]") == (wording.system is not None)
        assert len(wording.prompt) + len(wording.system or "") > 40


def test_templates_differ(draft: Draft) -> None:
    wordings = write_wordings(draft, PLAN)

    assert len({(wording.system, wording.prompt) for wording in wordings}) == 20


def test_an_even_draw_of_tasks_gives_the_capabilities_their_shares(draft: Draft) -> None:
    tasks = campaign_tasks(draft, PLAN)
    capability = draft.tasks[-1].capability[tasks - tasks.min()]
    shares = {CAPABILITIES[code]: n / len(tasks) for code, n in collections.Counter(capability.tolist()).items()}

    assert shares == pytest.approx(PLAN.capabilities, abs=0.03)


def test_an_operator_uses_few_settings(draft: Draft) -> None:
    campaign_tasks(draft, PLAN)
    tasks = draft.tasks[-1]

    assert len(np.unique(tasks.temperature[~np.isnan(tasks.temperature)])) <= 1
    assert len(np.unique(tasks.max_tokens[tasks.max_tokens >= 0])) <= 1


def test_templates_that_are_left_out_leave_the_payload_alone(draft: Draft) -> None:
    wordings = write_wordings(draft, replace(PLAN, stripped=0.5))
    bare = [wording for wording in wordings if (wording.system, wording.prompt) == (None, "[[payload]]")]

    assert len(bare) == 10


def test_payloads_that_repeat_come_from_small_pools(draft: Draft) -> None:
    campaign_tasks(draft, replace(PLAN, repeated=0.5))
    tasks = draft.tasks[-1]

    assert (tasks.pool_n > 0).sum() == 10
    assert tasks.pool_n.max() == 60
    assert len(set(tasks.pool_at[tasks.pool_n > 0].tolist())) == 10
