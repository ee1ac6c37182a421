"""Narrow workloads of high volume: retrieval backfill, JSON extraction, customer service."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.draft import Draft, make_tasks
from stillwatch.simulation.habits import API
from stillwatch.simulation.populations.settle import settle, volumes

NARROW = replace(
    API,
    rhythms={"always": 4, "nightly": 3, "office": 2},
    turns=1.0,
    tail=1.0,
    foreign=0.02,
    tooled=0.0,
    images=0.0,
)


def retrieval_backfill(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """An index built once: one template over every passage of a collection, in long bursts."""
    _narrow(draft, kind, accounts, exchanges, payload="passage_question", template="passage_template", clump=0.1)


def json_extraction(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Documents in, fields out."""
    _narrow(draft, kind, accounts, exchanges, payload="extraction_doc", template="extraction_template", clump=0.3)


def customer_service(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """A shop's customers through one system prompt."""
    _narrow(draft, kind, accounts, exchanges, payload="support_query", system="support_system", turns=2.2, clump=0.8)


def _narrow(
    draft: Draft,
    kind: int,
    accounts: int,
    exchanges: int,
    *,
    payload: str,
    clump: float,
    template: str | None = None,
    system: str | None = None,
    turns: float = 1.0,
) -> None:
    habit = replace(NARROW, payloads={payload: 1.0}, turns=turns, clump=clump)
    volume = volumes(draft, habit, accounts, exchanges)
    tasks = make_tasks(draft, habit, accounts)
    if template:
        tasks = replace(tasks, template=draft.fixed_texts(template, accounts))
    if system:
        tasks = replace(tasks, system=draft.fixed_texts(system, accounts))
    settle(draft, kind, habit, volume, draft.choices.own(draft.add_tasks(tasks), np.ones(accounts, dtype=np.int64)))
