"""One text in one minute links accounts of different customers; another minute, text or one customer does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from baselines import synchrotrap
from baselines.interface import Log
from baselines.shared_text import WORDS

TEXT = " ".join(f"word{i}" for i in range(WORDS))
OTHER = " ".join(f"other{i}" for i in range(WORDS))


def test_the_same_text_in_one_minute_links(log_of: Callable[..., Log]) -> None:
    log = log_of([{"account_id": name, "prompt": f"{TEXT} {name}", "at": at} for name, at in (("a", 0), ("b", 59))])

    assert synchrotrap.judge(log).score.tolist() == [1, 1]


@pytest.mark.parametrize(("prompt", "at"), [(TEXT, 60), (OTHER, 10), ("short", 10), (None, 10)])
def test_another_minute_or_text_does_not(log_of: Callable[..., Log], prompt: str | None, at: int) -> None:
    log = log_of([{"account_id": "a", "prompt": TEXT, "at": 0}, {"account_id": "b", "prompt": prompt, "at": at}])

    assert synchrotrap.judge(log).score.tolist() == [0, 0]


def test_a_customer_in_step_with_itself_is_no_sign(log_of: Callable[..., Log]) -> None:
    rows = [{"account_id": name, "prompt": TEXT, "at": 0} for name in "ab"]
    log = log_of(rows, [{"account_id": name, "organization_id": "o"} for name in "ab"])

    assert synchrotrap.judge(log).score.tolist() == [0, 0]
