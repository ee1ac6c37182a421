"""Single accounts that stand out: power users, retry loops, drift monitors, kept reasoning, safety research."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.draft import Draft, make_tasks
from stillwatch.simulation.flow import flow
from stillwatch.simulation.habits import API, DEVELOPER, Habit
from stillwatch.simulation.lists import Stretch
from stillwatch.simulation.people import strangers
from stillwatch.simulation.populations.settle import own_tasks, settle, volumes

_PROBES = 4000


def power_user(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """One person or firm at maximum use, day and night, over many addresses."""
    habit = replace(DEVELOPER, rhythms={"always": 1.0}, addresses=8.0, tail=1.5, clump=1.5, turns=3.0)
    volume = volumes(draft, habit, accounts, exchanges)
    settle(draft, kind, habit, volume, own_tasks(draft, habit, volume, system=0.7, template=0.4))


def retry_loop(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """An agent that repeats the same few requests."""
    _repeating(draft, kind, replace(DEVELOPER, clump=0.08, tail=1.2, turns=1.0), accounts, exchanges, items=3)


def drift_monitor(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """The same fixed questions every hour, to see whether the model changed."""
    habit = replace(
        API,
        payloads={"reasoning": 2, "general": 2, "coding": 1},
        rhythms={"always": 1.0},
        clump=6.0,
        turns=1.0,
        tail=1.5,
    )
    _repeating(draft, kind, habit, accounts, exchanges, items=40)


def audit_reasoning(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """A regulated business that must keep the full reasoning of each decision."""
    habit = replace(
        API, payloads={"general": 3, "data_analysis": 2, "extraction_doc": 2, "reasoning": 1}, turns=1.0, tail=1.2
    )
    volume = volumes(draft, habit, accounts, exchanges)
    tasks = replace(make_tasks(draft, habit, accounts), system=draft.fixed_texts("audit_system", accounts))
    settle(draft, kind, habit, volume, _one_each(draft, draft.add_tasks(tasks)))


def safety_research(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Red teams, registered or not: alarming prompts at small scale, elicitation wording included."""
    habit = replace(
        API,
        payloads={"red_team": 6, "reasoning": 0.7, "policy_rewriting": 0.7},
        networks={"university": 2, "home": 4, "vpn": 3, "cloud": 1},
        plans={"research": 3, "free": 3, "api": 4, "pro": 1},
        tail=1.3,
        turns=1.6,
    )
    volume = volumes(draft, habit, accounts, exchanges)
    tasks = own_tasks(draft, habit, volume, system=0.3, template=0.4)
    settle(draft, kind, habit, volume, tasks)


def _repeating(draft: Draft, kind: int, habit: Habit, accounts: int, exchanges: int, *, items: int) -> None:
    volume = volumes(draft, habit, accounts, exchanges)
    tasks = make_tasks(draft, habit, accounts)
    rule = max(habit.payloads, key=lambda name: habit.payloads[name])
    at, size = draft.pool(rule, min(_PROBES, accounts * items))
    first = at + draft.rng.integers(0, max(1, size - items), accounts)
    tasks = replace(tasks, pool_at=first, pool_n=np.full(accounts, min(items, size), dtype=np.int64))
    people = strangers(draft, habit, kind, accounts)
    draft.streams.append(
        flow(draft, habit, draft.admit(people), people, volume, _one_each(draft, draft.add_tasks(tasks)))
    )


def _one_each(draft: Draft, tasks: Ints) -> Stretch:
    return draft.choices.own(tasks, np.ones(len(tasks), dtype=np.int64))
