"""How far Spark is with the work that is under way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, Final, TypeVar

from pyspark import SparkContext

from stillwatch.engines.cluster import Progress

R = TypeVar("R")

SECONDS: Final = 0.5


def watched(context: SparkContext, action: Callable[[], R], progress: Progress) -> R:
    """Do ``action``, which waits for Spark, and meanwhile tell how many tasks of the running stages are done."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(action)
        try:
            while not wait([done], SECONDS).done:
                progress(*tasks(context.statusTracker()))
        except BaseException:
            context.cancelAllJobs()
            raise
        return done.result()


def tasks(tracker: Any) -> tuple[int, int | None]:
    """Tasks done and tasks in all of the stages that run; None where none does yet."""
    stages = [info for number in tracker.getActiveStageIds() if (info := tracker.getStageInfo(number)) is not None]
    return sum(one.numCompletedTasks for one in stages), sum(one.numTasks for one in stages) or None
