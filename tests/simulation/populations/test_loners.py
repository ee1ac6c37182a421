"""Single accounts that stand out do so in their own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.simulation.columns import stack
from stillwatch.simulation.payloads import RULES
from stillwatch.simulation.populations.loners import (
    audit_reasoning,
    drift_monitor,
    power_user,
    retry_loop,
    safety_research,
)


def test_a_power_user_is_always_on_over_many_addresses(enrolled: Callable[..., Any]) -> None:
    made = enrolled(power_user, 10, 4000)

    assert made.streams.address_n.mean() > 5
    assert made.streams.volume.sum() == 4000


def test_a_retry_loop_has_few_requests_and_a_monitor_some(enrolled: Callable[..., Any]) -> None:
    made = enrolled(retry_loop, 20, 2000)

    assert (stack(made.draft.tasks).pool_n == 3).all()
    assert made.streams.clump.max() < 0.2


def test_a_monitor_asks_at_even_intervals(enrolled: Callable[..., Any]) -> None:
    made = enrolled(drift_monitor, 20, 2000)

    assert (stack(made.draft.tasks).pool_n == 40).all()
    assert made.streams.clump.min() > 2


def test_kept_reasoning_is_asked_for_in_each_ones_own_words(enrolled: Callable[..., Any]) -> None:
    made = enrolled(audit_reasoning, 20, 500)

    assert len(np.unique(stack(made.draft.tasks).system)) == 20


def test_red_teams_mostly_probe(enrolled: Callable[..., Any]) -> None:
    rule = stack(enrolled(safety_research, 60, 900).draft.tasks).rule

    assert (rule == RULES.index("red_team")).mean() > 0.4
