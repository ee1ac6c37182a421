"""The one way a loop over Arrow buffers is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numpy as np
from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` with Numba on its first call, cache the machine code on disk, release the GIL in it."""
    compiled: Callable[P, R] = njit(function, cache=True, nogil=True)
    return compiled


@kernel
def signed(value: np.uint64) -> int:
    """An unsigned number as a signed one: the two kinds together would make a float of their sum."""
    return np.int64(value)  # type: ignore[return-value]  # NumPy's, which Numba takes for a whole number
