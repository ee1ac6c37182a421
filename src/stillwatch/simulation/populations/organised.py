"""Groups that organise openly and share what campaigns share: staff, a vendor's shops, an incubator, teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Ints, chance, group_sizes, split
from stillwatch.simulation.draft import Draft, make_tasks, with_tools
from stillwatch.simulation.flow import flow
from stillwatch.simulation.habits import API, DEVELOPER, Habit
from stillwatch.simulation.lists import Stretch
from stillwatch.simulation.people import FREE_MAIL, OWN_DOMAIN, strangers
from stillwatch.simulation.populations.settle import own_tasks
from stillwatch.simulation.rhythm import DAY, SHAPES, STEP, ZONES, standard
from stillwatch.simulation.tables import Accounts, Streams

RATERS = replace(
    API,
    payloads={"grading": 1.0},
    plans={"pro": 3, "team": 1, "api": 2},
    families={"browser": 3, "sdk": 1},
    turns=1.0,
    tempered=0.1,
    closed=0.0,
    foreign=0.0,
)
SHOPS = replace(
    API,
    payloads={"support_query": 1.0},
    families={"sdk": 1.0},
    rhythms={"office": 3, "evening": 2},
    turns=1.3,
    closed=0.0,
)
STARTUPS = replace(
    API, plans={"startup": 5, "api": 2}, rhythms={"office": 1.0}, domains={"own": 6, "free": 3}, closed=0.0
)
TEAMS = replace(
    DEVELOPER, plans={"free": 3, "api": 4, "pro": 2}, domains={"free": 7, "own": 1, "edu": 2}, turns=6.0, closed=0.0
)

_SEATS_TO_A_CARD: Final = 9
_SHIFTS_TO_A_SEAT: Final = 2
_OWN_MAIL: Final = 0.6
_VENDOR_DEVICE: Final = 0.5
_VENDOR_CARD: Final = 0.35
_SPONSOR_CARDS: Final = 4
_COMMON: Final = 0.5
"""Share of an incubator's or an event's members who use its starter text."""
_TEAM: Final = (2, 6)
_EVENT_HOURS: Final = 54.0


def outsourced_raters(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """An outsourcer's staff: accounts bought in a week on a few cards, one rubric, office hours, an office's lines."""
    rng = draft.rng
    for size, volume in _groups(draft, accounts, exchanges, 20, 70):
        people = strangers(draft, RATERS, kind, size)
        people = replace(
            people,
            created=rng.uniform(-40, -5) * DAY + rng.uniform(0, 5 * DAY, size),
            domain=_mail(draft, size),
            payment=_dealt(draft, size, size // _SEATS_TO_A_CARD + 2),
            device=_dealt(draft, size, size // _SHIFTS_TO_A_SEAT + 1),
        )
        tasks = replace(make_tasks(draft, RATERS, 1), template=draft.fixed_texts("judge_template", 1))
        office = _office_hours(draft, size)
        traffic = _enter(draft, RATERS, people, volume, draft.choices.shared(draft.add_tasks(tasks), size), even=0.3)
        draft.streams.append(_on_lines(draft, replace(traffic, rhythm=office), "office", 2))


def vendor_shops(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """A vendor's bot in many shops: one text, its servers' lines, and it signs half of its customers up itself."""
    rng = draft.rng
    for size, volume in _groups(draft, accounts, exchanges, 25, 120):
        people = strangers(draft, SHOPS, kind, size)
        device, card = draft.codes(2)
        people = replace(
            people,
            device=np.where(chance(rng, _VENDOR_DEVICE, size), device, people.device),
            payment=np.where(chance(rng, _VENDOR_CARD, size), card, people.payment),
            signup_address=np.full(size, draft.addresses.subnet("cloud", 1)[0]),
        )
        tasks = with_tools(
            draft, replace(make_tasks(draft, SHOPS, 1), system=draft.fixed_texts("saas_system", 1)), share=0.7
        )
        traffic = _enter(draft, SHOPS, people, volume, draft.choices.shared(draft.add_tasks(tasks), size), even=0.8)
        draft.streams.append(_on_lines(draft, traffic, "cloud", 3))


def incubator(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Young firms in one house: its cards and lines, a sign-up week, office hours, half of them on its starter text."""
    rng = draft.rng
    for size, volume in _groups(draft, accounts, exchanges, 15, 40):
        people = strangers(draft, STARTUPS, kind, size)
        came = rng.uniform(1, 9) * DAY + rng.uniform(0, 5 * DAY, size)
        people = replace(people, created=came, payment=_dealt(draft, size, _SPONSOR_CARDS))
        office = _office_hours(draft, size)
        tasks = _starter(draft, STARTUPS, split(rng, volume, np.ones(size)), "app_system")
        traffic = _enter(draft, STARTUPS, people, volume, tasks, even=0.4)
        draft.streams.append(_on_lines(draft, replace(traffic, rhythm=office), "office", 2))


def remote_hackathon(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """A weekend's event for people everywhere: teams with a card and a laptop each, a starter kit, agents at night."""
    rng = draft.rng
    for size, volume in _groups(draft, accounts, exchanges, 30, 120):
        start = rng.uniform(1.0, draft.scenario.days - 4.0) * DAY
        team_sizes = group_sizes(rng, size, *_TEAM)
        teams = np.repeat(np.arange(len(team_sizes)), team_sizes)
        people = strangers(draft, TEAMS, kind, size)
        people = replace(
            people,
            created=np.minimum(people.created, start - rng.exponential(0.5 * DAY, size)),
            payment=draft.codes(len(team_sizes))[teams],
            device=np.where(chance(rng, _COMMON, size), draft.codes(len(team_sizes))[teams], people.device),
        )
        tasks = _starter(draft, TEAMS, split(rng, volume, np.ones(size)), "framework_system")
        traffic = _enter(draft, TEAMS, people, volume, tasks, even=0.6)
        draft.streams.append(replace(traffic, rhythm=np.full(size, _weekend(draft, start))))


def _groups(draft: Draft, accounts: int, exchanges: int, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The size of each group and its exchanges, in proportion."""
    sizes = group_sizes(draft.rng, accounts, low, high)
    yield from zip(sizes.tolist(), split(draft.rng, exchanges, sizes.astype(np.float64)).tolist(), strict=True)


def _office_hours(draft: Draft, size: int) -> Ints:
    """One office's hours, in a time zone of its own, for each member."""
    return standard(np.full(size, SHAPES.index("office")), np.full(size, draft.rng.integers(0, len(ZONES))))


def _mail(draft: Draft, size: int) -> Ints:
    """A firm's own domain for all of its staff, or public mailboxes."""
    if draft.rng.random() < _OWN_MAIL:
        return np.full(size, OWN_DOMAIN + draft.codes(1)[0])
    return draft.rng.integers(0, len(FREE_MAIL), size)


def _dealt(draft: Draft, size: int, values: int) -> Ints:
    """Each of ``size`` members with one of so many new codes."""
    return draft.rng.choice(draft.codes(values), size)


def _enter(draft: Draft, habit: Habit, people: Accounts, volume: int, tasks: Stretch, *, even: float) -> Streams:
    """The traffic of a group's accounts, the more alike in volume the smaller ``even``."""
    size = len(people.kind)
    count = split(draft.rng, volume, draft.rng.lognormal(0, even, size))
    return flow(draft, habit, draft.admit(people), people, count, tasks)


def _on_lines(draft: Draft, traffic: Streams, network: str, lines: int) -> Streams:
    """The traffic through one house's few lines, each a range of its own."""
    ranges = [draft.addresses.subnet(network, int(draft.rng.integers(1, 4))) for _ in range(lines)]
    place = draft.choices.shared(np.concatenate(ranges), len(traffic.account))
    return replace(traffic, address_at=place.at, address_n=place.n)


def _starter(draft: Draft, habit: Habit, volume: Ints, rule: str) -> Stretch:
    """Tasks of the members' own, for some of them with the group's starter text as system prompt."""
    text = draft.fixed_texts(rule, 1)[0]
    own = own_tasks(draft, habit, volume, system=0.3, template=0.2)
    common = with_tools(draft, make_tasks(draft, habit, len(volume)), habit.tooled)
    common = replace(common, system=np.full(len(volume), text))
    starter = draft.choices.own(draft.add_tasks(common), np.ones(len(volume), dtype=np.int64))
    uses = chance(draft.rng, _COMMON, len(volume))
    return Stretch(np.where(uses, starter.at, own.at), np.where(uses, starter.n, own.n))


def _weekend(draft: Draft, start: float) -> int:
    """A rhythm that is an event's hours and next to nothing before and after."""
    edges = np.arange(0.0, draft.seconds, STEP)
    inside = (edges >= start) & (edges < start + _EVENT_HOURS * 3600)
    return draft.rhythms.add(np.where(inside, draft.rng.uniform(0.5, 1.5, len(edges)), 0.001))
