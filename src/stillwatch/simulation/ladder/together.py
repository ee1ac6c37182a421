"""Three rungs of the evasion ladder climbed together at full strength: all such combinations, or a drawn sample."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np

from stillwatch.simulation.ladder.registry import SINGLE
from stillwatch.simulation.ladder.rung import Step

TOGETHER: Final = 3
_EVERY: Final = tuple(combinations(SINGLE, TOGETHER))
COMBINATIONS: Final = len(_EVERY)
"""How many there are."""


def climbed_together(count: int, seed: int) -> tuple[tuple[Step, ...], ...]:
    """``count`` combinations drawn with ``seed``, each as likely as any other, in the ladder's order; at most all."""
    drawn = np.random.default_rng(seed).permutation(COMBINATIONS)[:count]
    return tuple(tuple(Step(rung, 1.0) for rung in _EVERY[place]) for place in np.sort(drawn))
