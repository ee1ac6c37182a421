"""Who may be treated as a member: the surest first, as long as one in a thousand is expected to be innocent."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Floats

MOST_INNOCENT: Final = 0.001
"""Expected share of innocents among the accounts for which more than a question is proposed."""
COUNTED: Final = 0.5
"""Part of the bits that count here: kinds of evidence depend on each other, so that their sum says too much."""


def probability(bits: Floats | float) -> Floats:
    """From log2 odds, of which ``COUNTED`` are believed."""
    return np.asarray(1 / (1 + np.exp2(-COUNTED * np.clip(bits, -100, 100))))


def scores(operation: Operation) -> Floats:
    """Per account of the operation, the probability that it is a member of a campaign.

    The campaign's own confidence, times that of the account's membership; an account that was not weighed has even odds
    of it. How much of its traffic is the campaign's is no part of it: ``action`` minds that.
    """
    return np.asarray(operation.confidence * probability(_membership(operation)))


def doubts(operation: Operation) -> Floats:
    """Per account of the operation, the probability that it is no member or that there is no operation.

    Harder on the campaign than ``1 - scores``: steps beyond a question rest on half of the campaign's bits, too.
    """
    return np.asarray(1 - probability(operation.bits) * probability(_membership(operation)))


def _membership(operation: Operation) -> Floats:
    return np.zeros(len(operation.accounts)) if operation.membership is None else operation.membership


def admitted(doubt: Floats) -> npt.NDArray[np.bool_]:
    """The most accounts, those of least doubt, whose mean doubt is ``MOST_INNOCENT`` at most.

    The mean posterior probability of being wrong is the expected share of wrong ones among those chosen (the direct
    posterior probability approach of Newton, Noueiry, Sarkar and Ahlquist 2004). It holds as far as the probabilities
    are right.
    """
    order = np.argsort(doubt, kind="stable")
    mean = np.cumsum(doubt[order]) / np.arange(1, len(doubt) + 1)
    out = np.zeros(len(doubt), dtype=np.bool_)
    out[order[: np.searchsorted(mean, MOST_INNOCENT, side="right")]] = True
    return out
