"""A draft keeps its books: codes are unique, tasks follow their habit, sign-ups grow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.draft import STANDARD_TOOLS, Draft, growth, make_tasks, popular, standard_tools, with_tools
from stillwatch.simulation.habits import API
from stillwatch.simulation.payloads import FOREIGN, RULES
from stillwatch.simulation.rhythm import DAY


def test_codes_are_given_once(draft: Draft) -> None:
    assert draft.codes(3).tolist() == [0, 1, 2]
    assert draft.codes(2).tolist() == [3, 4]


def test_tasks_follow_the_habit(draft: Draft) -> None:
    habit = replace(API, payloads={"coding": 1.0}, foreign=0.0, tempered=1.0, capped=0.0)
    tasks = make_tasks(draft, habit, 50)

    assert set(tasks.rule.tolist()) == {RULES.index("coding")}
    assert not np.isnan(tasks.temperature).any()
    assert (tasks.max_tokens == -1).all()


def test_some_tasks_speak_other_languages(draft: Draft) -> None:
    tasks = make_tasks(draft, replace(API, foreign=0.5), 2000)
    spoken = [place for place, name in enumerate(RULES) if name.endswith(tuple(f"_{language}" for language in FOREIGN))]
    foreign = np.isin(tasks.rule, spoken)

    assert 0.3 < foreign.mean() < 0.55


def test_tools_are_standard_lists_or_ones_own(draft: Draft) -> None:
    tasks = with_tools(draft, make_tasks(draft, API, 400), 0.5)
    given = tasks.tools[tasks.tools >= 0]

    assert 120 < len(given) < 280
    assert 0.3 < (given < len(STANDARD_TOOLS)).mean() < 0.7
    assert standard_tools(draft, 100).max() < len(STANDARD_TOOLS)
    assert draft.toolsets[0] == list(STANDARD_TOOLS[0])


def test_popular_settings_come_first() -> None:
    drawn = popular(np.random.default_rng(1), (1.0, 0.0, 0.5), 3000)

    assert (drawn == 1.0).mean() > 0.5
    assert (drawn == 0.5).mean() > 0.05


def test_sign_ups_grow_over_two_years() -> None:
    created = growth(np.random.default_rng(1), 20_000, API, 21 * DAY)

    assert created.min() >= -730 * DAY
    assert created.max() <= 20.75 * DAY
    assert (created > -180 * DAY).mean() > 2 * (created < -550 * DAY).mean()


def test_a_pool_is_fixed_text(draft: Draft) -> None:
    at, size = draft.pool("benchmark", 20)

    assert (at, size) == (0, 20)
    assert draft.pool("benchmark", 5) == (20, 5)
    assert len(draft.pools[0]) == 20
