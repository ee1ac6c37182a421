"""Enough joint minutes link two accounts; fewer, or neighbouring minutes, do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from baselines import coactivity
from baselines.interface import Log


def active(account: str, *seconds: int) -> list[dict[str, object]]:
    """Exchanges of an account at these seconds."""
    return [{"account_id": account, "at": second} for second in seconds]


@pytest.mark.parametrize(("minutes", "links"), [(coactivity.JOINT, 1), (coactivity.JOINT - 1, 0)])
def test_joint_minutes_have_to_be_enough(log_of: Callable[..., Log], minutes: int, links: int) -> None:
    starts = [600 * i for i in range(minutes)]
    log = log_of([*active("a", *starts), *active("b", *(start + 59 for start in starts)), *active("c", 100_000)])

    assert coactivity.judge(log).score.tolist() == [links, links, 0]


def test_the_next_minute_is_another(log_of: Callable[..., Log]) -> None:
    starts = [600 * i + 59 for i in range(10)]
    log = log_of([*active("a", *starts), *active("b", *(start + 1 for start in starts))])

    assert coactivity.judge(log).score.tolist() == [0, 0]


def test_a_minute_counts_once_however_busy(log_of: Callable[..., Log]) -> None:
    log = log_of([*active("a", *range(50)), *active("b", *range(50))])

    assert coactivity.judge(log).score.tolist() == [0, 0]


def test_three_in_step_are_one_group(log_of: Callable[..., Log]) -> None:
    starts = [600 * i for i in range(coactivity.JOINT)]
    verdict = coactivity.judge(log_of([row for name in "abc" for row in active(name, *starts)]))

    assert verdict.score.tolist() == [2, 2, 2]
    assert len(set(verdict.group)) == 1
