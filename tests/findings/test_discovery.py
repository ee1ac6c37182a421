"""The list of campaigns keeps a stated rate of false ones, by leaving out the least sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.campaigns.operation import Operation
from stillwatch.findings.discovery import FALSE_DISCOVERY_RATE, disclosed, expected_false_share

CONFIDENCES = st.lists(st.floats(0, 0.999), max_size=12)
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED
@given(CONFIDENCES)
def test_the_rate_is_kept_and_nobody_is_lost(operation: Operation, confidences: list[float]) -> None:
    every = [replace(operation, confidence=one, bits=float(i)) for i, one in enumerate(confidences)]

    told, aside = disclosed(every)

    share = expected_false_share([one.confidence for one in told])
    assert share is None or share <= FALSE_DISCOVERY_RATE + 1e-6
    assert sorted(one.bits for one in (*told, *aside)) == [one.bits for one in every]


@SHARED
@given(CONFIDENCES)
def test_the_list_is_as_long_as_the_rate_allows(operation: Operation, confidences: list[float]) -> None:
    told, aside = disclosed([replace(operation, confidence=one) for one in confidences])

    if aside:
        more = [one.confidence for one in told] + [max(one.confidence for one in aside)]
        assert expected_false_share(more) == pytest.approx(1 - sum(more) / len(more), abs=1e-6)
        assert 1 - sum(more) / len(more) > FALSE_DISCOVERY_RATE - 1e-9


def test_a_weak_one_is_carried_by_sure_ones_but_not_alone(operation: Operation) -> None:
    weak, sure = replace(operation, confidence=0.8), replace(operation, confidence=0.999)

    assert [one.confidence for one in disclosed([weak])[1]] == [0.8]
    assert [one.confidence for one in disclosed([sure, sure, weak])[0]] == [0.999, 0.999, 0.8]


def test_order_is_kept_and_an_empty_list_has_no_share(operation: Operation) -> None:
    one, two = replace(operation, confidence=0.95), replace(operation, confidence=0.99)

    assert [each.confidence for each in disclosed([one, two])[0]] == [0.95, 0.99]
    assert expected_false_share([]) is None
