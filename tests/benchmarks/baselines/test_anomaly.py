"""The account that works day and night from its first hour stands out; an ordinary one does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest

from baselines import anomaly
from baselines.interface import Log

HOUR = 3600


@pytest.fixture(scope="module")
def log(log_of: Callable[..., Log]) -> Log:
    """Forty accounts that work by day, years after their sign-up, and one that never sleeps."""
    rng = np.random.default_rng(3)
    rows = [
        {
            "account_id": f"h{i}",
            "at": int(day * 24 * HOUR + rng.integers(8, 18) * HOUR + rng.integers(HOUR)),
            "output_tokens": 200,
        }
        for i in range(40)
        for day in rng.choice(10, 5, replace=False)
    ]
    rows += [{"account_id": "bot", "at": 900 * i, "output_tokens": 900, "ip": f"10.0.0.{i % 9}"} for i in range(900)]
    rows.sort(key=lambda row: str(row["at"]).zfill(9))
    log = log_of(rows)
    first = log.exchanges["started_at"][0].as_py()
    ages = [(name, timedelta(hours=1) if name == "bot" else timedelta(days=700)) for name in log.names.to_pylist()]
    return log_of(rows, [{"account_id": name, "created_at": first - age} for name, age in ages])


def test_the_sleepless_account_is_first_by_far(log: Log) -> None:
    score = dict(zip(log.names.to_pylist(), anomaly.judge(log).score, strict=True))
    others = sorted(score[name] for name in score if name != "bot")

    assert score["bot"] > 2 * others[-1]


def test_every_measure_points_at_it(log: Log) -> None:
    measures = anomaly.account_measures(log)
    bot = log.names.to_pylist().index("bot")

    assert (measures.argmax(axis=0) == bot).all()


def test_hours_idle_time_and_wait() -> None:
    day = np.arange(24) * HOUR

    assert anomaly.hours_of_day(day) == 1
    assert anomaly.hours_of_day(np.array([0, 10, 24 * HOUR])) == 1 / 24
    assert anomaly.longest_idle(np.array([0, 10, 10 + 86_400])) == pytest.approx(np.log(2))
    assert anomaly.wait_days(np.array([86_400]), 0.0) == pytest.approx(np.log(2))
    assert anomaly.wait_days(day, None) == anomaly.wait_days(day, 5.0) == 0


def test_equal_accounts_have_no_score(log_of: Callable[..., Log]) -> None:
    log = log_of([{"account_id": name, "at": 0} for name in "abc"])

    assert anomaly.judge(log).score == pytest.approx(0)
