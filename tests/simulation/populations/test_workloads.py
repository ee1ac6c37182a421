"""Narrow workloads: one payload and one fixed text per account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stillwatch.simulation.columns import stack
from stillwatch.simulation.payloads import RULES
from stillwatch.simulation.populations.workloads import customer_service, json_extraction, retrieval_backfill


@pytest.mark.parametrize(
    ("kind", "payload", "column"),
    [
        (retrieval_backfill, "passage_question", "template"),
        (json_extraction, "extraction_doc", "template"),
        (customer_service, "support_query", "system"),
    ],
)
def test_a_workload_is_narrow(enrolled: Callable[..., Any], kind: Any, payload: str, column: str) -> None:
    made = enrolled(kind, 50, 4000)
    tasks = stack(made.draft.tasks)

    assert set(tasks.rule.tolist()) == {RULES.index(payload)}
    assert len(set(getattr(tasks, column).tolist())) == 50
    assert (made.streams.task_n == 1).all()
