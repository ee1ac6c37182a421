"""Tasks are counted over the stages that run."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest

progress = pytest.importorskip("stillwatch.engines.spark_progress", reason="pyspark is not installed")


class Tracker:
    """A status tracker with stages by number; one that is over has no information."""

    def __init__(self, **stages: tuple[int, int]) -> None:
        """Tasks done and in all, by stage."""
        self._stages = stages

    def getActiveStageIds(self) -> list[str]:  # noqa: N802 -- Spark's name
        """Spark's own signature."""
        return [*self._stages, "over"]

    def getStageInfo(self, number: str) -> Any:  # noqa: N802 -- Spark's name
        """Spark's own signature."""
        done = self._stages.get(number)
        return None if done is None else SimpleNamespace(numCompletedTasks=done[0], numTasks=done[1])


def test_stages_are_summed() -> None:
    assert progress.tasks(Tracker(a=(3, 8), b=(0, 2))) == (3, 10)


def test_nothing_runs_yet() -> None:
    assert progress.tasks(Tracker()) == (0, None)


def test_an_action_is_watched_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS", 0.01)
    told: list[tuple[float, float | None]] = []
    context = SimpleNamespace(statusTracker=lambda: Tracker(a=(1, 2)))

    def action() -> str:
        while not told:
            time.sleep(0.001)
        return "made"

    assert progress.watched(context, action, lambda *one: told.append(one)) == "made"
    assert set(told) == {(1, 2)}


def test_who_interrupts_stops_the_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS", 0.01)
    cancelled: list[bool] = []
    context = SimpleNamespace(statusTracker=lambda: Tracker(a=(1, 2)), cancelAllJobs=lambda: cancelled.append(True))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    def action() -> None:
        while not cancelled:
            time.sleep(0.001)

    with pytest.raises(KeyboardInterrupt):
        progress.watched(context, action, interrupt)
    assert cancelled == [True]
