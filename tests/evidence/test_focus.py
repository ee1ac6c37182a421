"""Traffic that concentrates on what trains a model, against what the log's customers usually ask."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stillwatch.evidence.focus import MOST, focus
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import Slices, slices_of

ORDINARY = "What is a good present for my aunt's birthday?"
CODE = "Write a Python function that parses a CSV file and add unit tests for it."


def test_a_campaign_is_narrow_and_a_random_group_is_not(town_log: Log, two_groups: Slices) -> None:
    found = focus(town_log, two_groups)

    assert 1 < found.bits[0] <= MOST
    assert found.bits[1] <= 0
    assert found.trainable[0] == found.elicitation[0] == 1
    assert "known elicitation technique" in found.explain(0).text
    assert "technique" not in found.explain(1).text


def test_what_everybody_asks_for_is_no_focus(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": f"a{i % 20}", "hours": i, "prompt": CODE} for i in range(200)])

    found = focus(log, slices_of(log, np.array([0, 50]), np.arange(50, dtype=np.int32)))

    assert found.trainable.tolist() == [1]
    assert abs(found.bits[0]) < 0.1


def test_general_use_speaks_against(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i % 20}", "hours": i, "prompt": CODE if i < 150 else ORDINARY} for i in range(200)]
    log = make_log(rows)

    found = focus(log, slices_of(log, np.array([0, 150, 200]), np.arange(200, dtype=np.int32)))

    assert found.trainable.tolist() == [1, 0]
    assert found.bits[1] < -2


def test_without_content_focus_weighs_nothing(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": f"a{i}"} for i in range(10)])

    found = focus(log, slices_of(log, np.array([0, 10]), np.arange(10, dtype=np.int32)))

    assert np.isnan(found.trainable[0])
    assert found.bits[0] == 0
