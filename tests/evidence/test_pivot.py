"""Joint moves to a new model, against customers who go on as before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.evidence.log import Log
from stillwatch.evidence.pivot import MOST, launches, pivot
from stillwatch.evidence.slices import slices_of

LAUNCH = 100
CURIOUS, CREW = 30, 20


def use(name: str, models: Callable[[int], str]) -> list[dict[str, Any]]:
    """An exchange every four hours for nine days; ``models`` names the model by hour."""
    return [{"account_id": name, "hours": hour, "model": models(hour)} for hour in range(0, 216, 4)]


def town(move: Callable[[int], str]) -> list[dict[str, Any]]:
    """Three hundred accounts that stay, some that look once, and a crew with the habit ``move``."""
    rows = [row for i in range(300) for row in use(f"h{i}", lambda _: "old")]
    rows += [row for i in range(CURIOUS) for row in use(f"q{i}", lambda hour: "new" if hour == LAUNCH else "old")]
    return rows + [row for i in range(CREW) for row in use(f"c{i}", move)]


def groups(log: Log) -> np.ndarray[Any, Any]:
    """Bits of the crew, of the curious, and of twenty who stay."""
    names = np.array(log.registry.names.to_pylist())[log.account]
    parts = [np.flatnonzero(np.char.startswith(names, letter)).astype(np.int32) for letter in ("c", "q", "h1")]
    slices = slices_of(log, np.cumsum([0, *map(len, parts)]), np.concatenate(parts))
    return pivot(log, slices, launches(log))


def test_a_crew_that_moves_has_bits_and_the_curious_have_none(make_log: Callable[..., Log]) -> None:
    found = groups(make_log(town(lambda hour: "new" if hour >= LAUNCH else "old")))

    assert found[0] == MOST
    assert found[1:].tolist() == [0, 0]


def test_a_move_long_after_the_launch_is_none(make_log: Callable[..., Log]) -> None:
    found = groups(make_log(town(lambda hour: "new" if hour >= LAUNCH + 72 else "old")))

    assert found.tolist() == [0, 0, 0]


def test_a_model_that_was_always_there_has_no_launch(make_log: Callable[..., Log]) -> None:
    rows = [*town(lambda hour: "new" if hour >= LAUNCH else "old"), {"account_id": "h0", "hours": 1, "model": "new"}]
    log = make_log(rows)

    assert launches(log) == ()
    assert groups(log).tolist() == [0, 0, 0]
