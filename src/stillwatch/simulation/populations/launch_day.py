"""Launch day: a crowd that tries a new model within hours of its release."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import chance
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.flow import flow
from stillwatch.simulation.habits import CONSOLE, DEVELOPER
from stillwatch.simulation.people import strangers
from stillwatch.simulation.populations.settle import own_tasks, volumes
from stillwatch.simulation.rhythm import DAY

_NEW: Final = 0.5


def launch_day(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Half of them open their account on the day; most are gone within three days."""
    rng = draft.rng
    habit = replace(
        CONSOLE,
        routes={"console": 5, "api": 5, "vertex": 0.4, "bedrock": 0.4},
        payloads=dict(CONSOLE.payloads) | {"coding": 4.0, "reasoning": 3.0, "computer_vision": 0.5},
        families={"browser": 5, "sdk": 3, "agent": 2},
        tail=DEVELOPER.tail,
        recent=0.0,
        closed=0.0,
    )
    fresh = [(place, release.day) for place, release in enumerate(draft.scenario.releases) if release.day > 0]
    model, day = fresh[0] if fresh else (0, draft.scenario.days / 2)
    volume = volumes(draft, habit, accounts, exchanges)
    people = strangers(draft, habit, kind, accounts)
    came = np.minimum(day * DAY + rng.exponential(0.35 * DAY, accounts), draft.seconds - DAY / 4)
    new = chance(rng, _NEW, accounts)
    people = replace(
        people, created=np.where(new, came - rng.exponential(1200, accounts), np.minimum(people.created, came))
    )
    traffic = flow(
        draft, habit, draft.admit(people), people, volume, own_tasks(draft, habit, volume, system=0.1, template=0.05)
    )
    draft.streams.append(
        replace(
            traffic,
            start=came,
            end=np.minimum(came + rng.exponential(1.2 * DAY, accounts) + 600, draft.seconds),
            adopt_at=np.full(accounts, day * DAY),
            adopt_share=np.full(accounts, 0.9),
            adopt_model=np.full(accounts, model, dtype=np.int64),
        )
    )
