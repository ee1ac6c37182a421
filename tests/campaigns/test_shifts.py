"""A mixture that becomes another is told once, at its moment; one that swings is not."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.shifts import shifts
from stillwatch.evidence.log import DAY, HOUR, Codes, Ints

HOURS = 240
PER_HOUR = 6


def log(change: int, left: tuple[float, ...], right: tuple[float, ...]) -> tuple[Ints, Codes]:
    """Six exchanges an hour of kinds 0, 1, …, in other proportions from the hour ``change`` on."""
    chosen = np.random.default_rng(4)
    time = np.arange(HOURS * PER_HOUR, dtype=np.int64) * (HOUR // PER_HOUR)
    late = time >= change * HOUR
    kinds = np.where(
        late,
        chosen.choice(len(right), len(time), p=right),
        chosen.choice(len(left), len(time), p=left),
    )
    return time, kinds.astype(np.int32)


@pytest.mark.parametrize("change", [96, 100, 109, 119])
def test_a_change_is_told_once_at_its_hour(change: int) -> None:
    (found,) = shifts(*log(change, (1.0, 0.0), (0.1, 0.9)), least=0.5)

    assert abs(found.at - change * HOUR) <= HOUR
    assert (found.left, found.came) == (0, 1)
    assert found.moved >= 0.5


def test_the_same_mixture_never_changes() -> None:
    assert shifts(*log(0, (0.5, 0.3, 0.2), (0.5, 0.3, 0.2)), least=0.3) == ()


def test_a_change_over_days_is_told() -> None:
    time, _ = log(0, (1.0,), (1.0,))
    kinds = (np.random.default_rng(1).random(len(time)) < np.clip((time / DAY - 2) / 5, 0, 1)).astype(np.int32)

    assert len(shifts(time, kinds, least=0.5)) == 1


def test_what_is_not_known_is_a_kind_of_its_own() -> None:
    time, kinds = log(100, (1.0, 0.0), (0.0, 1.0))
    (found,) = shifts(time, kinds - 1, least=0.5)

    assert (found.left, found.came) == (-1, 0)


def test_few_exchanges_say_nothing() -> None:
    time, kinds = log(100, (1.0, 0.0), (0.0, 1.0))

    assert shifts(time[::8], kinds[::8], least=0.5) == ()
    assert shifts(time[:0], kinds[:0], least=0.5) == ()
