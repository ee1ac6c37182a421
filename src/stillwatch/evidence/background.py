"""How unusual a figure is among the slices of the same log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import norm

from stillwatch.evidence.log import Floats, Ints

MOST: Final = 10.0
LEAST_SCALE: Final = 0.1
FEWEST: Final = 20
"""With fewer slices than this to compare with, a figure weighs nothing."""


@dataclass(frozen=True, slots=True)
class Null:
    """What is usual: ``centre`` and ``scale`` of a figure over a log's slices; scale nan where too few are known."""

    centre: float
    scale: float

    def bits(self, figure: Floats) -> Floats:
        """Surprise in bits of figures above the usual, at most ``MOST``; nan weighs nothing."""
        if np.isnan(self.scale):
            return np.zeros(len(figure))
        z = np.where(np.isnan(figure), -np.inf, (figure - self.centre) / self.scale)
        return np.asarray(np.clip(-norm.logsf(z) / np.log(2) - 1, 0, MOST))


def null_of(figure: Floats, sizes: Ints) -> Null:
    """An empirical null (Efron 2004): the median and the median absolute deviation over slices.

    Each slice weighs the root of its members, so that the few slices of a campaign cannot set what is usual.
    """
    known = ~np.isnan(figure)
    if known.sum() < FEWEST:
        return Null(0.0, float("nan"))
    weights = np.sqrt(sizes[known])
    centre = weighted_median(figure[known], weights)
    return Null(centre, max(1.4826 * weighted_median(np.abs(figure[known] - centre), weights), LEAST_SCALE))


def weighted_median(values: Floats, weights: Floats) -> float:
    """The value at which half of the weight is reached."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])
