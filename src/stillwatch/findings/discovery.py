"""Which campaigns are told: as many as keep the expected share of false ones among them below the stated rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.operation import Operation

FALSE_DISCOVERY_RATE: Final = 0.1
"""Expected share of false campaigns among those told, at most.

Each told campaign alone is held to odds of four to one (``campaigns/telling.py``), a local false-discovery rate of 0.2.
"""


def expected_false_share(confidences: Sequence[float]) -> float | None:
    """Mean probability of being false of campaigns with these confidences; None where there are none."""
    return round(1 - sum(confidences) / len(confidences), 6) if confidences else None


def disclosed(operations: Sequence[Operation]) -> tuple[tuple[Operation, ...], tuple[Operation, ...]]:
    """Those that are told, and those that would push the list above the rate; both in the order given.

    The probability that a campaign is false given its evidence is its local false-discovery rate (Efron, Tibshirani,
    Storey and Tusher 2001; those up to 0.2 are worth telling, Efron 2007). The mean of these over a list is the list's
    expected share of false ones (Storey 2003), and the longest list that keeps a rate has those of least local rate
    (the direct posterior probability approach, Newton, Noueiry, Sarkar and Ahlquist 2004).

    It holds where confidences are probabilities. It needs no independence between campaigns, since means of
    probabilities add up without it; it says nothing of any single list, only of lists on average.
    """
    doubt = np.array([1 - one.confidence for one in operations])
    order = np.argsort(doubt, kind="stable")
    mean = np.cumsum(doubt[order]) / np.arange(1, len(doubt) + 1)
    told = set(order[: np.searchsorted(mean, FALSE_DISCOVERY_RATE + 1e-12, side="right")].tolist())
    kept = tuple(one for i, one in enumerate(operations) if i in told)
    return kept, tuple(one for i, one in enumerate(operations) if i not in told)
