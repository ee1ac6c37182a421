"""Strangers who share text: frameworks large and small, vertical software, community prompts, benchmarks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.draft import Draft, make_tasks
from stillwatch.simulation.habits import API, CONSOLE, DEVELOPER, Habit
from stillwatch.simulation.payloads import RULES
from stillwatch.simulation.populations.settle import settle, volumes
from stillwatch.simulation.tables import NONE, Tasks

HARNESS = replace(
    API,
    payloads={"benchmark": 1.0},
    rhythms={"always": 3, "nightly": 2, "office": 2},
    networks={"university": 3, "cloud": 3, "home": 2, "hosting": 2},
    plans={"api": 5, "research": 2, "startup": 1, "pro": 1, "enterprise": 0.5},
    tail=1.3,
    turns=1.0,
    foreign=0.0,
    tempered=0.9,
    capped=0.8,
    clump=0.15,
)
_SECOND_BENCHMARK = 10
_USERS_OF_SMALL = 28
_USERS_OF_SAAS = 24
_USERS_OF_PROMPT = 30


def framework_default(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """One system prompt and tool list over thousands of unrelated accounts: a handful of popular agents."""
    _over_shared(
        draft, kind, DEVELOPER, accounts, exchanges, products=4, text="framework_system", place="system", skew=1.6
    )


def small_framework(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Frameworks with 10 to 100 users, some with a request format instead of a system prompt."""
    products = max(2, accounts // _USERS_OF_SMALL)
    half = accounts // 2
    _over_shared(
        draft,
        kind,
        DEVELOPER,
        accounts - half,
        exchanges - exchanges // 2,
        products=products,
        text="framework_system",
        place="system",
    )
    _over_shared(
        draft, kind, DEVELOPER, half, exchanges // 2, products=products, text="react_template", place="template"
    )


def vertical_saas(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Software for one trade whose customers bring their own keys: one template over a few dozen of them."""
    _over_shared(
        draft,
        kind,
        API,
        accounts,
        exchanges,
        products=max(2, accounts // _USERS_OF_SAAS),
        text="saas_system",
        place="system",
    )


def community_template(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Prompts from public lists, pasted by strangers, some of which ask for the full chain of thought."""
    habit = replace(CONSOLE, routes={"console": 6, "api": 4}, families={"browser": 5, "sdk": 3, "http": 1}, tail=1.2)
    _over_shared(
        draft,
        kind,
        habit,
        accounts,
        exchanges,
        products=max(3, accounts // _USERS_OF_PROMPT),
        text="community_prompt",
        place="template",
    )


def evaluation_harness(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """The same public benchmark items behind the same prefix from many unrelated accounts."""
    volume = volumes(draft, HARNESS, accounts, exchanges)
    benchmarks = [draft.pool("benchmark", int(draft.rng.integers(150, 1500))) for _ in range(6)]
    prefixes = draft.fixed_texts("harness_template", 9)
    n = 1 + (volume > _SECOND_BENCHMARK).astype(np.int64)
    which = draft.rng.integers(0, len(benchmarks), int(n.sum()))
    tasks = replace(
        make_tasks(draft, HARNESS, len(which)),
        pool_at=np.array([at for at, _ in benchmarks])[which],
        pool_n=np.array([size for _, size in benchmarks])[which],
        template=prefixes[np.minimum(which + draft.rng.integers(0, 2, len(which)), len(prefixes) - 1)],
    )
    settle(draft, kind, HARNESS, volume, draft.choices.own(draft.add_tasks(tasks), n))


def _over_shared(
    draft: Draft,
    kind: int,
    habit: Habit,
    accounts: int,
    exchanges: int,
    *,
    products: int,
    text: str,
    place: str,
    skew: float = 1.0,
) -> None:
    """Give each account one of ``products`` texts (popular ones first) on top of payloads of its own."""
    volume = volumes(draft, habit, accounts, exchanges)
    texts = draft.fixed_texts(text, products)
    tools = np.where(draft.rng.random(products) < habit.tooled, draft.add_toolsets(products, 4, 18), NONE)
    product = (draft.rng.random(accounts) ** skew * products).astype(np.int64)
    n = np.where(volume > 1, 2, 1).astype(np.int64)
    owner = np.repeat(product, n)
    tasks = _product_tasks(make_tasks(draft, habit, len(owner)), texts[owner], tools[owner], place)
    settle(draft, kind, habit, volume, draft.choices.own(draft.add_tasks(tasks), n))


def _product_tasks(tasks: Tasks, text: Ints, tools: Ints, place: str) -> Tasks:
    """Tasks that carry a product's text and tools."""
    if place == "system":
        follow = np.where(tools >= 0, RULES.index("observation"), tasks.follow)
        return replace(tasks, system=text, tools=tools, follow=follow)
    return replace(tasks, template=text, tools=tools)
