"""A campaign's fixed request text: techniques, languages and placements made into tasks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.columns import Ints, chance, pick
from stillwatch.simulation.draft import LIMITS, TEMPERATURES, Draft, make_tasks, popular, standard_tools
from stillwatch.simulation.habits import API, Habit
from stillwatch.simulation.lists import weighted
from stillwatch.simulation.payloads import RULES
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.tables import NONE, Tasks
from stillwatch.simulation.templates import BARE
from stillwatch.simulation.vocabulary import LANGUAGES, PLACEMENTS

FITTING: Final = {
    "grading": ("rubric_grading",),
    "policy_rewriting": ("policy_safe_rewriting",),
    "trace_cleaning": ("trace_cleaning",),
    "computer_vision": ("vision_steps", "inline_reasoning_tags"),
    "computer_use": ("screen_steps", "agent_trajectory", "inline_reasoning_tags"),
    "coding": ("code_session", "imagined_reasoning", "inline_reasoning_tags", "fake_debugging_session", "plain_task"),
    "tool_use": ("agent_trajectory", "plain_task", "inline_reasoning_tags"),
    "orchestration": ("agent_trajectory", "plain_task"),
    "agentic_reasoning": ("agent_trajectory", "imagined_reasoning", "context_editing", "inline_reasoning_tags"),
}
"""Techniques that suit one capability; where none is in the plan, any that is no other capability's own."""
_OWN: Final = {"rubric_grading", "policy_safe_rewriting", "trace_cleaning", "vision_steps", "screen_steps"}
_FORMED: Final = {"grading", "trace_cleaning"}
_IMAGES: Final = {"computer_vision": 0.95, "computer_use": 0.6}
_TWICE: Final = 0.5
_COMMON: Final = 3
_TOOL_LISTS: Final = 2
_LONGER: Final = ("agentic_reasoning", "coding", "computer_use", "tool_use", "orchestration")


@dataclass(frozen=True, slots=True)
class Wording:
    """One request template: the capability it serves, its language, and its texts (system None where it has none)."""

    capability: str
    language: str
    system: str | None
    prompt: str


def write_wordings(draft: Draft, plan: CampaignPlan) -> list[Wording]:
    """At least one template per capability, the rest by weight, each in ``plan.wording`` variants."""
    names = list(plan.capabilities)
    rest = max(0, plan.templates - len(names))
    capabilities = names + [CAPABILITIES[c] for c in pick(draft.rng, plan.capabilities, CAPABILITIES, rest)]
    wordings = []
    for capability in capabilities:
        language = LANGUAGES[int(pick(draft.rng, plan.languages, LANGUAGES, 1)[0])]
        rule = technique_rule(draft, plan, capability, language)
        placement = PLACEMENTS[int(pick(draft.rng, plan.placements, PLACEMENTS, 1)[0])]
        wordings += [_write(draft, capability, language, rule, placement) for _ in range(max(1, plan.wording))]
    return wordings


def technique_rule(draft: Draft, plan: CampaignPlan, capability: str, language: str) -> str:
    """The grammar rule for a template's instructions."""
    if language != "en":
        return f"generic_{language}"
    fitting = [name for name in FITTING.get(capability, ()) if name in plan.techniques]
    free = [name for name in plan.techniques if name not in _OWN]
    if not fitting and capability in {"grading", "policy_rewriting", "trace_cleaning"}:
        fitting = list(FITTING[capability])
    names = fitting or free or ["plain_task"]
    weights = {name: plan.techniques.get(name, 1.0) for name in names}
    return f"{names[int(pick(draft.rng, weights, names, 1)[0])]}_en"


def _write(draft: Draft, capability: str, language: str, rule: str, placement: str) -> Wording:
    told = draft.some(rule, 1 + int(chance(draft.rng, _TWICE, 1)[0]))
    head, tail = draft.some("frame_head", 1)[0], draft.some("frame_format", 1)[0]
    instruction = " ".join(told)
    match placement:
        case "system":
            return Wording(capability, language, f"{instruction} {tail}".strip(), "[[payload]]")
        case "suffix":
            return Wording(capability, language, None, f"[[payload]]\n\n{instruction} {tail}")
        case "around":
            return Wording(
                capability, language, None, f"{instruction}\n\n[[payload]]\n\n{tail} {draft.some('frame_format', 1)[0]}"
            )
        case "slots":
            return Wording(
                capability, language, None, f"{head}\n{instruction}\n[[payload]]\n\nDraft: [[answer]]\n{tail}"
            )
        case _:
            return Wording(capability, language, None, f"{instruction} {tail}\n\n[[payload]]")


def campaign_tasks(draft: Draft, plan: CampaignPlan) -> Ints:
    """Tasks of all templates, repeated so that an even draw gives the capabilities their shares."""
    wordings = write_wordings(draft, plan)
    tasks = _tooled(draft, _tasks(draft, wordings), plan.tools)
    share = np.array([plan.capabilities[wording.capability] for wording in wordings])
    alike = np.array([sum(other.capability == wording.capability for other in wordings) for wording in wordings])
    return weighted(
        draft.add_tasks(tasks), share / alike / sum(plan.capabilities.values()), length=max(400, 8 * len(wordings))
    )


def _tasks(draft: Draft, wordings: list[Wording]) -> Tasks:
    habit: Habit = replace(API, payloads={"general": 1.0}, foreign=0.0)
    tasks = _few_settings(draft, make_tasks(draft, habit, len(wordings)))
    capability = np.array([CAPABILITIES.index(wording.capability) for wording in wordings])
    prompt = draft.templates.add([wording.prompt for wording in wordings])
    agentic = np.isin(capability, [CAPABILITIES.index(name) for name in _LONGER])
    seen = np.select([capability == CAPABILITIES.index(name) for name in _IMAGES], list(_IMAGES.values()), 0.0)
    return replace(
        tasks,
        rule=np.array([_payload_rule(wording) for wording in wordings]),
        capability=capability,
        system=np.concatenate([draft.templates.add([w.system]) if w.system else np.array([NONE]) for w in wordings]),
        template=prompt,
        follow=np.where(agentic, RULES.index("observation"), RULES.index("followup")),
        follow_template=_follow_templates(draft, wordings),
        images=seen,
    )


def _payload_rule(wording: Wording) -> int:
    """Payloads follow the template's language, except material that has a form of its own."""
    foreign = wording.language != "en" and wording.capability not in _FORMED
    return RULES.index(f"payload_{wording.language}" if foreign else wording.capability)


def _tooled(draft: Draft, tasks: Tasks, share: float) -> Tasks:
    """One tool list of the operator's own beside standard ones, over all templates."""
    rng, count = draft.rng, len(tasks.rule)
    lists = np.concatenate([draft.add_toolsets(1), standard_tools(draft, _TOOL_LISTS)])
    return replace(tasks, tools=np.where(chance(rng, share, count), rng.choice(lists, count), NONE))


def _few_settings(draft: Draft, tasks: Tasks) -> Tasks:
    """An operator's programs use a common setting or two, or none, not one per template."""
    rng, count = draft.rng, len(tasks.rule)
    temperature = [*popular(rng, TEMPERATURES[:_COMMON], 1), np.nan, np.nan]
    limit = [*popular(rng, LIMITS[:_COMMON], 1), NONE, NONE]
    return replace(
        tasks, temperature=rng.choice(temperature, count), max_tokens=rng.choice(limit, count).astype(np.int64)
    )


def _follow_templates(draft: Draft, wordings: list[Wording]) -> Ints:
    """Later turns: bare under a system prompt, otherwise followed by a reminder in the operator's words."""
    reminders = draft.templates.add([f"[[payload]]\n\n{text}" for text in draft.some("frame_reminder", len(wordings))])
    return np.where([wording.system is not None for wording in wordings], BARE, reminders)
