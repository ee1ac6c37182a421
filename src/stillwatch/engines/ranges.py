"""Long loops over runs are dealt out to threads in consecutive ranges, which kernels can use, for they free the GIL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

R = TypeVar("R")


def over_ranges(work: Callable[[int, int], R], offsets: npt.NDArray[np.int64], threads: int) -> list[R]:
    """``work(begin, end)`` for as many ranges of runs as there are threads, in order.

    Run i has the items ``offsets[i]:offsets[i+1]``; the ranges have about equally many.
    """
    goals = np.linspace(0, int(offsets[-1]), threads + 1)[1:-1]
    cuts = [0, *np.searchsorted(offsets, goals).tolist(), len(offsets) - 1]
    ranges = list(pairwise(cuts))
    if threads == 1:
        return [work(*one) for one in ranges]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda one: work(*one), ranges))
