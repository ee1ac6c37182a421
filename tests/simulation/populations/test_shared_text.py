"""Strangers who share text share nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from stillwatch.simulation.columns import stack
from stillwatch.simulation.populations.shared_text import (
    community_template,
    evaluation_harness,
    framework_default,
    small_framework,
    vertical_saas,
)


def users_of(made: Any, column: str) -> list[int]:
    """How many accounts use each text, most used first."""
    tasks, flat = stack(made.draft.tasks), made.draft.choices.finish()
    accounts: dict[int, set[int]] = {}
    for account, at, n in zip(made.streams.account, made.streams.task_at, made.streams.task_n, strict=True):
        for text in getattr(tasks, column)[flat[at : at + n]].tolist():
            accounts.setdefault(text, set()).add(int(account))
    accounts.pop(-1, None)
    accounts.pop(0, None)
    return sorted((len(users) for users in accounts.values()), reverse=True)


def test_a_framework_has_thousands_of_users(enrolled: Callable[..., Any]) -> None:
    assert users_of(enrolled(framework_default, 4000, 20_000), "system")[0] > 1000


@pytest.mark.parametrize(
    ("kind", "column", "low", "high"),
    [(vertical_saas, "system", 8, 60), (community_template, "template", 8, 70), (small_framework, "system", 5, 60)],
)
def test_small_products_have_dozens(enrolled: Callable[..., Any], kind: Any, column: str, low: int, high: int) -> None:
    users = users_of(enrolled(kind, 800, 6000), column)

    assert len(users) > 10
    assert low < np.median(users) < high


def test_users_of_one_text_share_no_card_and_no_rhythm(enrolled: Callable[..., Any]) -> None:
    made = enrolled(vertical_saas, 400, 3000)
    cards = made.accounts.payment[made.accounts.payment >= 0]

    assert len(np.unique(cards)) > 0.85 * len(cards)
    assert len(np.unique(made.streams.rhythm)) > 20


def test_a_benchmark_is_run_by_many(enrolled: Callable[..., Any]) -> None:
    made = enrolled(evaluation_harness, 100, 5000)
    tasks = stack(made.draft.tasks)

    assert (tasks.pool_n > 0).all()
    assert len(np.unique(tasks.pool_at)) <= 6
    assert users_of(made, "template")[0] > 10
