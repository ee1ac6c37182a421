"""What would settle a group: what the log lacks of it, then the question that its reason raises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.undecided import set_aside
from stillwatch.evidence.log import UNKNOWN_TIME, Log
from stillwatch.findings.settling import ASK, settles
from stillwatch.records.vocabulary import UNRESOLVED_REASONS


def test_every_reason_raises_a_question() -> None:
    assert set(ASK) == set(UNRESOLVED_REASONS)


def test_where_nothing_is_missing_the_question_is_all(town_log: Log, operation: Operation) -> None:
    group = set_aside(operation, "false_discovery")

    assert settles(town_log, group)[-1] == ASK["false_discovery"]


def test_missing_columns_are_named_with_what_they_tell(town_log: Log, operation: Operation) -> None:
    nobody = np.zeros(len(town_log.registry), dtype=np.int32)
    people = replace(town_log.registry, payment=nobody, created=np.full(len(nobody), UNKNOWN_TIME))

    said = settles(replace(town_log, registry=people), set_aside(operation, "close"))

    assert said[0] == "100% of it has no payment_id: it tells one owner from many."
    assert any("has no created_at" in line for line in said)
    assert said[-1] == ASK["close"]
