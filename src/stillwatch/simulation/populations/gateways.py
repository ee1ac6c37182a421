"""Honest middlemen: resellers, fallback routers in pairs, keys that a team shares."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import Ints, chance, split
from stillwatch.simulation.draft import Draft, make_tasks, with_tools
from stillwatch.simulation.flow import flow
from stillwatch.simulation.habits import API, DEVELOPER, Habit
from stillwatch.simulation.people import strangers
from stillwatch.simulation.populations.settle import own_tasks, some_fixed, volumes
from stillwatch.simulation.tables import Streams

RESELLER = replace(
    API,
    payloads=dict(API.payloads) | {"chat": 4, "coding": 4},
    rhythms={"always": 1.0},
    networks={"cloud": 5, "hosting": 2},
    families={"gateway": 6, "sdk": 2},
    routes={"api": 4, "gateway": 5, "bedrock": 1},
    plans={"enterprise": 3, "api": 4, "team": 1},
    domains={"own": 1.0},
    turns=2.5,
    clump=1.0,
    closed=0.0,
)
_CUSTOMER_TASKS = 160


def reseller(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """One account with thousands of end users who send anything, day and night."""
    volume = volumes(draft, replace(RESELLER, tail=1.6), accounts, exchanges)
    n = np.full(accounts, _CUSTOMER_TASKS, dtype=np.int64)
    people = strangers(draft, RESELLER, kind, accounts)
    traffic = flow(
        draft, RESELLER, draft.admit(people), people, volume, draft.choices.own(honest_mix(draft, int(n.sum())), n)
    )
    draft.streams.append(_many_users(draft, traffic, volume))


def gateway_pair(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Two accounts of one gateway with fallback between them: the same customers, tasks and hours."""
    rng = draft.rng
    for volume in split(rng, exchanges, rng.pareto(1.5, max(1, accounts // 2)) + 1):
        people = strangers(draft, RESELLER, kind, 2)
        people = replace(people, payment=people.payment[[0, 0]], domain=people.domain[[0, 0]])
        tasks = draft.choices.shared(honest_mix(draft, _CUSTOMER_TASKS), 2)
        halves = np.array([volume - volume // 3, volume // 3])
        traffic = flow(draft, RESELLER, draft.admit(people), people, halves, tasks)
        traffic = replace(traffic, address_at=traffic.address_at[[0, 0]], address_n=traffic.address_n[[0, 0]])
        draft.streams.append(_many_users(draft, traffic, halves))


def shared_key(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """A team behind one key: many addresses and clients on one credential."""
    habit = replace(DEVELOPER, addresses=9.0, families={"agent": 3, "sdk": 4, "http": 3, "browser": 1})
    volume = volumes(draft, habit, accounts, exchanges)
    people = strangers(draft, habit, kind, accounts)
    tasks = own_tasks(draft, habit, volume, system=0.5, template=0.2)
    traffic = flow(draft, habit, draft.admit(people), people, volume, tasks)
    draft.streams.append(replace(traffic, keys=np.ones(accounts, dtype=np.int64)))


def honest_mix(draft: Draft, count: int, habit: Habit = RESELLER) -> Ints:
    """Tasks of unrelated customers behind a middleman."""
    tasks = with_tools(draft, make_tasks(draft, habit, count), 0.2)
    return draft.add_tasks(
        replace(
            tasks,
            system=some_fixed(draft, "app_system", tasks.system, 0.5),
            template=some_fixed(draft, "app_template", tasks.template, 0.25),
        )
    )


def _many_users(draft: Draft, traffic: Streams, volume: Ints) -> Streams:
    users = np.maximum(20, (volume * draft.rng.uniform(0.1, 0.6, len(volume))).astype(np.int64))
    logged = chance(draft.rng, 0.7, len(volume))
    return replace(traffic, users=np.where(logged, users, 0))
