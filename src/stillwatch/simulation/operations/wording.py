"""A campaign's fixed request text: techniques, languages and placements made into tasks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.columns import Ints, chance, evenly, pick
from stillwatch.simulation.draft import LIMITS, TEMPERATURES, Draft, make_tasks, popular
from stillwatch.simulation.habits import API, Habit
from stillwatch.simulation.lists import weighted
from stillwatch.simulation.operations.asks import instruction, technique_rule
from stillwatch.simulation.operations.offered import offered
from stillwatch.simulation.payloads import RULES
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.tables import NONE, Tasks
from stillwatch.simulation.templates import BARE
from stillwatch.simulation.vocabulary import LANGUAGES, PLACEMENTS

_IMAGES: Final = {"computer_vision": 0.95, "computer_use": 0.6}
_OWN_TONGUE: Final = 0.6
"""Share of the templates in other languages whose payloads are in that language; the rest carry English ones."""
_COMMON: Final = 3
_POOL: Final = 60
_BARE_PROMPT: Final = "[[payload]]"
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
    return [
        replace(wording, system=None, prompt=_BARE_PROMPT) if left_out else wording
        for wording, left_out in zip(wordings, evenly(len(wordings), plan.stripped), strict=True)
    ]


def _write(draft: Draft, capability: str, language: str, rule: str, placement: str) -> Wording:
    told = instruction(draft, capability, language, rule)
    head, tail = draft.some("frame_head", 1)[0], draft.some("frame_format", 1)[0]
    match placement:
        case "system":
            return Wording(capability, language, f"{told} {tail}".strip(), _BARE_PROMPT)
        case "suffix":
            return Wording(capability, language, None, f"[[payload]]\n\n{told} {tail}")
        case "around":
            return Wording(
                capability, language, None, f"{told}\n\n[[payload]]\n\n{tail} {draft.some('frame_format', 1)[0]}"
            )
        case "slots":
            return Wording(capability, language, None, f"{head}\n{told}\n[[payload]]\n\nDraft: [[answer]]\n{tail}")
        case _:
            return Wording(capability, language, None, f"{told} {tail}\n\n[[payload]]")


def campaign_tasks(draft: Draft, plan: CampaignPlan) -> Ints:
    """Tasks of all templates, repeated so that an even draw gives the capabilities their shares."""
    wordings = write_wordings(draft, plan)
    tasks = _tasks(draft, wordings)
    tasks = replace(tasks, tools=offered(draft, tasks.capability, plan.tools))
    tasks = _repeating(draft, tasks, plan.repeated)
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
        rule=np.array([_payload_rule(draft, wording) for wording in wordings]),
        capability=capability,
        system=np.concatenate([draft.templates.add([w.system]) if w.system else np.array([NONE]) for w in wordings]),
        template=prompt,
        follow=np.where(agentic, RULES.index("observation"), RULES.index("followup")),
        follow_template=_follow_templates(draft, wordings),
        images=seen,
    )


def _repeating(draft: Draft, tasks: Tasks, share: float) -> Tasks:
    """Payloads of this share of the tasks are the items of a small pool each."""
    repeats = evenly(len(tasks.rule), share)
    pools = [draft.pool(RULES[int(rule)], _POOL) for rule in tasks.rule[repeats]]
    at, n = tasks.pool_at.copy(), tasks.pool_n.copy()
    at[repeats], n[repeats] = [at for at, _ in pools], [size for _, size in pools]
    return replace(tasks, pool_at=at, pool_n=n)


def _payload_rule(draft: Draft, wording: Wording) -> int:
    """Payloads that ask for the template's capability, in its language or in English."""
    own = f"{wording.capability}_{wording.language}"
    spoken = own in RULES and bool(chance(draft.rng, _OWN_TONGUE, 1)[0])
    return RULES.index(own if spoken else wording.capability)


def _few_settings(draft: Draft, tasks: Tasks) -> Tasks:
    """An operator's programs use a common setting or two, or none, not one per template."""
    rng, count = draft.rng, len(tasks.rule)
    temperature = [*popular(rng, TEMPERATURES[:_COMMON], 1), np.nan, np.nan]
    limit = [*popular(rng, LIMITS[:_COMMON], 1), NONE, NONE]
    return replace(
        tasks, temperature=rng.choice(temperature, count), max_tokens=rng.choice(limit, count).astype(np.int64)
    )


def _follow_templates(draft: Draft, wordings: list[Wording]) -> Ints:
    """Later turns: as bare as a prompt that is its payload alone, otherwise followed by a reminder in own words."""
    reminders = draft.templates.add([f"[[payload]]\n\n{text}" for text in draft.some("frame_reminder", len(wordings))])
    return np.where([wording.prompt == _BARE_PROMPT for wording in wordings], BARE, reminders)
