"""On accounts of one operation, another is told only where what it asks speaks for it."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.cover import without_cover
from stillwatch.campaigns.operation import Operation
from stillwatch.records.evidence import Evidence


def operation(focus: float) -> Operation:
    accounts = np.arange(5, dtype=np.int32)
    evidence = (Evidence("shared_infrastructure", 20.0, ""), Evidence("narrow_focus", focus, ""))
    return Operation(accounts, accounts, 20.0, 0.005, 0.999, evidence, (), ())


@pytest.mark.parametrize(
    ("focus", "told"),
    [([4.0, -0.1], [4.0]), ([0.0, 2.2], [2.2]), ([0.4, 2.2], [0.4, 2.2]), ([0.0, -1.0], [0.0, -1.0]), ([-2.0], [-2.0])],
)
def test_cover_is_no_other_operation(focus: list[float], told: list[float]) -> None:
    assert [one.evidence[1].bits for one in without_cover([operation(bits) for bits in focus])] == told
