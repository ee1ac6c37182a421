"""The instruction of a campaign's template: what is wanted, in its language, and the technique it is wanted by."""

from __future__ import annotations

from typing import Final

from stillwatch.simulation.columns import chance, pick
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.scenario import CampaignPlan

FITTING: Final = {
    "grading": ("rubric_grading",),
    "policy_rewriting": ("policy_safe_rewriting",),
    "trace_cleaning": ("trace_cleaning",),
    "computer_vision": ("vision_steps", "inline_reasoning_tags"),
    "computer_use": ("screen_steps", "agent_trajectory", "inline_reasoning_tags"),
    "coding": ("code_session", "imagined_reasoning", "inline_reasoning_tags", "fake_debugging_session", "plain_task"),
    "tool_use": ("plain_task", "inline_reasoning_tags"),
    "orchestration": ("plain_task", "inline_reasoning_tags"),
    "agentic_reasoning": ("agent_trajectory", "imagined_reasoning", "context_editing", "inline_reasoning_tags"),
}
"""Techniques that suit one capability; where none is in the plan, any that is no other capability's own."""
_OWN: Final = {
    "rubric_grading",
    "policy_safe_rewriting",
    "trace_cleaning",
    "vision_steps",
    "screen_steps",
    "code_session",
    "agent_trajectory",
}
_NAMED: Final = {"grading", "policy_rewriting", "trace_cleaning"}
_UNSAID: Final = 0.1
"""Share of templates that leave it to the payload to show what is wanted."""

_BRIEF: Final = 0.3
"""Share of the templates that say what is wanted and add no more than a detail on how."""


def technique_rule(draft: Draft, plan: CampaignPlan, capability: str, language: str) -> str:
    """The grammar rule for how a template wants its answers."""
    if language != "en":
        return f"generic_{language}"
    fitting = [name for name in FITTING.get(capability, ()) if name in plan.techniques]
    free = [name for name in plan.techniques if name not in _OWN]
    if not fitting and capability in _NAMED:
        fitting = list(FITTING[capability])
    names = fitting or free or ["plain_task"]
    weights = {name: plan.techniques.get(name, 1.0) for name in names}
    return f"{names[int(pick(draft.rng, weights, names, 1)[0])]}_en"


def instruction(draft: Draft, capability: str, language: str, rule: str) -> str:
    """What is wanted, then how; techniques that belong to one capability say both by themselves."""
    own = rule.removesuffix("_en") in _OWN and capability in _NAMED
    if own or (capability not in _NAMED and chance(draft.rng, _UNSAID, 1)[0]):
        return draft.some(rule, 1)[0]
    asked = draft.some(f"ask_{capability}_{language}", 1)[0]
    brief = language == "en" and (rule == "plain_task_en" or chance(draft.rng, _BRIEF, 1)[0])
    return f"{asked} {draft.some('plus_detail' if brief else rule, 1)[0]}"
