"""How unusual a figure is among the slices of the same log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import log_ndtr, ndtri

from stillwatch.evidence.log import Floats, Ints

MOST: Final = 10.0
LOW: Final = 0.05
QUARTER: Final = 0.25
FEWEST: Final = 20
"""With fewer slices than this to compare with, a figure weighs nothing."""


@dataclass(frozen=True, slots=True)
class Null:
    """What is usual: ``centre`` and ``scale`` of a figure over a log's slices; scale nan where too few are known."""

    centre: float
    scale: float

    def bits(self, figure: Floats, noise: Floats | float = 0.0) -> Floats:
        """Surprise in bits of figures above the usual, at most ``MOST``; nan weighs nothing.

        ``noise`` is a figure's own standard error, beside what groups differ by.
        """
        if np.isnan(self.scale):
            return np.zeros(len(figure))
        z = np.where(np.isnan(figure), -np.inf, (figure - self.centre) / np.hypot(self.scale, noise))
        return np.asarray(np.clip(-log_ndtr(-z) / np.log(2) - 1, 0, MOST))


def null_of(figure: Floats, sizes: Ints, least_scale: float) -> Null:
    """An empirical null (Efron 2004), fitted to the lower half only: a log full of campaigns moves the upper half.

    Each slice weighs the root of its members. Centre and scale are those of the normal distribution with the same
    quantiles ``LOW`` and ``QUARTER``; the scale is at least ``least_scale``, what honest groups differ by anyway.
    """
    known = ~np.isnan(figure)
    if known.sum() < FEWEST:
        return Null(0.0, float("nan"))
    low, quarter = weighted_quantiles(figure[known], np.sqrt(sizes[known]), (LOW, QUARTER))
    scale = (quarter - low) / (ndtri(QUARTER) - ndtri(LOW))
    return Null(float(quarter - scale * ndtri(QUARTER)), max(float(scale), least_scale))


def weighted_quantiles(values: Floats, weights: Floats, shares: Sequence[float]) -> Floats:
    """The values at which each share of the weight is reached."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return np.asarray(values[order][np.searchsorted(reached, np.asarray(shares) * reached[-1])])


def weighted_median(values: Floats, weights: Floats) -> float:
    """The value at which half of the weight is reached."""
    return float(weighted_quantiles(values, weights, (0.5,))[0])
