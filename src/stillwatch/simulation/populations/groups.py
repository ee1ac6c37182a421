"""Groups that act together and are honest: an enterprise's batch accounts, a class, a hackathon."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Floats, chance, group_sizes, split
from stillwatch.simulation.draft import Draft, make_tasks, with_tools
from stillwatch.simulation.flow import by_way_of, flow
from stillwatch.simulation.habits import API, CONSOLE, Habit
from stillwatch.simulation.people import OWN_DOMAIN, strangers
from stillwatch.simulation.rhythm import DAY, STEP, on_off
from stillwatch.simulation.tables import NONE, Accounts, Streams

BATCH = replace(
    API,
    payloads={
        "grading": 2,
        "reasoning": 1,
        "extraction_doc": 2,
        "data_analysis": 2,
        "general": 2,
        "coding": 1,
        "policy_rewriting": 0.3,
    },
    plans={"enterprise": 6, "api": 3, "team": 2},
    families={"sdk": 6, "http": 3, "gateway": 1},
    turns=1.0,
    clump=0.6,
    closed=0.0,
)
CLASS = replace(
    CONSOLE,
    payloads={"coding": 3, "reasoning": 3, "data_analysis": 2, "general": 1},
    routes={"console": 3, "api": 5},
    families={"browser": 3, "sdk": 5, "http": 1},
    plans={"education": 5, "free": 4, "api": 2},
    domains={"edu": 7, "free": 3},
    turns=1.8,
    tempered=0.3,
    capped=0.3,
    closed=0.0,
    foreign=0.15,
)

_BATCH_TEXTS: Final = ("batch_template", "batch_template", "judge_template")


def enterprise_batch(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """One customer with dozens of accounts: one template, one range, one card, day and night, even load."""
    rng = draft.rng
    sizes = group_sizes(rng, accounts, 12, 48)
    for size, volume in zip(sizes, split(rng, exchanges, sizes * rng.pareto(1.5, len(sizes)) + 1), strict=True):
        _enterprise(draft, kind, int(size), int(volume))


def _enterprise(draft: Draft, kind: int, size: int, exchanges: int) -> None:
    rng = draft.rng
    people = _one_organization(
        draft, strangers(draft, BATCH, kind, size), named=float(rng.choice([0.0, 0.6, 0.9, 1.0]))
    )
    volume = split(rng, exchanges, rng.lognormal(0, float(rng.choice([0.15, 0.5, 1.0])), size))
    tasks = replace(
        make_tasks(draft, replace(BATCH, foreign=0.05), 3),
        template=draft.fixed_texts(str(rng.choice(_BATCH_TEXTS)), 3),
    )
    task = draft.choices.shared(draft.add_tasks(with_tools(draft, tasks, 0.2)), size)
    traffic = flow(draft, BATCH, draft.admit(people), people, volume, task)
    grid = on_off(rng, draft.scenario.days, on_hours=float(rng.uniform(5, 60)), off_hours=float(rng.uniform(1, 16)))
    draft.streams.append(_one_site(draft, replace(traffic, rhythm=np.full(size, draft.rhythms.add(grid))), "cloud"))


def _one_organization(draft: Draft, people: Accounts, *, named: float) -> Accounts:
    """Accounts of one customer: card, domain and most sign-ups in common; the organization is not always filled in."""
    rng, size = draft.rng, len(people.kind)
    organization, card = draft.codes(2)
    joined = rng.uniform(-600, -20) * DAY + rng.exponential(20 * DAY, size)
    return replace(
        people,
        created=np.minimum(joined, 0),
        organization=np.where(rng.random(size) < named, organization, NONE),
        domain=np.full(size, OWN_DOMAIN + organization),
        payment=np.full(size, card),
        plan=np.where(chance(rng, 0.85, size), people.plan[0], people.plan),
        device=np.where(chance(rng, 0.5, size), people.device[0], people.device),
    )


def _one_site(draft: Draft, traffic: Streams, network: str) -> Streams:
    """Put a group behind one small range, one client stack and one route."""
    size = len(traffic.account)
    rng = draft.rng
    place = draft.choices.shared(draft.addresses.subnet(network, int(rng.integers(1, 8))), size)
    client = draft.choices.shared(draft.clients.draw(rng, np.zeros(int(rng.integers(1, 3)), dtype=np.int64)), size)
    route = draft.choices.shared(rng.choice([0, 0, 0, 2, 3, 4], 1), size)
    return by_way_of(traffic, place, client, route)


def classroom(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """A course: one address range, one sign-up week, the same assignment in the same hour, own questions."""
    _assemble(draft, kind, CLASS, accounts, exchanges, low=18, high=60, hours=3.0, sessions=4, network="university")


def hackathon(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """A weekend event: free plans, all sorts of mail domains, one brief, one network, sign-ups on the day."""
    habit = replace(
        CLASS, plans={"free": 8, "api": 1, "startup": 1}, domains={"free": 6, "own": 2, "edu": 2, "temporary": 0.6}
    )
    _assemble(draft, kind, habit, accounts, exchanges, low=25, high=90, hours=14.0, sessions=2, network="office")


def _assemble(
    draft: Draft,
    kind: int,
    habit: Habit,
    accounts: int,
    exchanges: int,
    *,
    low: int,
    high: int,
    hours: float,
    sessions: int,
    network: str,
) -> None:
    rng = draft.rng
    sizes = group_sizes(rng, accounts, low, high)
    for size, volume in zip(sizes, split(rng, exchanges, sizes.astype(np.float64)), strict=True):
        people = strangers(draft, habit, kind, int(size))
        meetings = np.sort(rng.uniform(0.5, draft.scenario.days - 1.0, sessions)) * DAY
        joined = meetings[0] - rng.exponential(2.0 * DAY, int(size))
        people = replace(people, created=joined, payment=np.where(chance(rng, 0.8, size), NONE, people.payment))
        count = split(rng, int(volume), rng.lognormal(0, 0.6, int(size)))
        tasks = replace(make_tasks(draft, habit, sessions), template=draft.fixed_texts("assignment", sessions))
        traffic = flow(
            draft, habit, draft.admit(people), people, count, draft.choices.shared(draft.add_tasks(tasks), int(size))
        )
        place = draft.choices.shared(draft.addresses.subnet(network, int(rng.integers(2, 12))), int(size))
        grid = draft.rhythms.add(_meeting_grid(draft.scenario.days, meetings, hours))
        draft.streams.append(replace(traffic, address_at=place.at, address_n=place.n, rhythm=np.full(int(size), grid)))


def _meeting_grid(days: int, meetings: Floats, hours: float) -> Floats:
    """Nearly all activity within some hours of each meeting, little homework in between."""
    edges = np.arange(0.0, days * DAY, STEP)
    grid = np.full(len(edges), 0.004)
    for meeting in meetings:
        grid += np.where((edges >= meeting) & (edges < meeting + hours * 3600), 1.0, 0.0)
    return grid
