"""A kernel computes what its Python source says."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from stillwatch.engines.kernels import kernel

Floats = npt.NDArray[np.float64]


def longest_rise(values: Floats) -> int:
    """The length of the longest run of rising values."""
    best = run = min(len(values), 1)
    for i in range(1, len(values)):
        run = run + 1 if values[i] > values[i - 1] else 1
        best = max(best, run)
    return best


COMPILED = kernel(longest_rise)


@given(arrays.arrays(np.float64, st.integers(0, 30), elements=st.floats(-9, 9)))
def test_compiled_and_plain_agree(values: Floats) -> None:
    assert COMPILED(values) == longest_rise(values)


def test_it_is_compiled_without_falling_back_to_objects() -> None:
    COMPILED(np.zeros(3))
    compiled = cast("Any", COMPILED)

    assert compiled.nopython_signatures
    assert compiled.targetoptions["nogil"]
