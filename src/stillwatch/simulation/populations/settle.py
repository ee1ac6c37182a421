"""Steps that most benign kinds share: volumes, own tasks, tasks over shared text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Ints, chance, pareto, split
from stillwatch.simulation.draft import Draft, make_tasks, with_tools
from stillwatch.simulation.flow import flow
from stillwatch.simulation.habits import Habit
from stillwatch.simulation.lists import Stretch
from stillwatch.simulation.people import strangers
from stillwatch.simulation.tables import Accounts, Streams

_SINGLE: Final = 2
"""Clients that send no more than this have one task."""


def volumes(draft: Draft, habit: Habit, count: int, exchanges: int) -> Ints:
    """Heavy-tailed volumes that sum to ``exchanges``."""
    return split(draft.rng, exchanges, pareto(draft.rng, habit.tail, count))


def settle(draft: Draft, kind: int, habit: Habit, volume: Ints, tasks: Stretch) -> tuple[Accounts, Streams]:
    """Strangers with these volumes and tasks, added to the draft as they are."""
    people = strangers(draft, habit, kind, len(volume))
    codes = draft.admit(people)
    traffic = flow(draft, habit, codes, people, volume, tasks)
    draft.streams.append(traffic)
    return people, traffic


def own_tasks(draft: Draft, habit: Habit, volume: Ints, *, system: float, template: float) -> Stretch:
    """One to three tasks per account, with a system prompt and a request template of its own by chance."""
    rng = draft.rng
    n = np.minimum(1 + (volume > _SINGLE) * rng.poisson(0.8, len(volume)), np.maximum(volume, 1))
    tasks = with_tools(draft, make_tasks(draft, habit, int(n.sum())), habit.tooled)
    tasks = replace(
        tasks,
        system=some_fixed(draft, "app_system", tasks.system, system),
        template=some_fixed(draft, "app_template", tasks.template, template),
    )
    return draft.choices.own(draft.add_tasks(tasks), n)


def some_fixed(draft: Draft, rule: str, column: Ints, share: float) -> Ints:
    """The column with a new fixed text in a share of its rows."""
    rows = np.flatnonzero(chance(draft.rng, share, len(column)))
    changed = column.copy()
    changed[rows] = draft.fixed_texts(rule, len(rows))
    return changed
