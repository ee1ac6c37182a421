"""Which accounts belong to an operation: those that do its work, not those that once sent the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.evidence.background import weighted_median
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.slices import Slices

LEAST_SHARE: Final = 0.4
"""Least share of an account's exchanges that are the operation's, as a part of what is usual among its members."""
LEAST_KINDS: Final = 0.03
"""Least number of the operation's texts that an account uses, as a part of what is usual among its members."""
FEWEST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class Crew:
    """The accounts of an operation (sorted) and those of its rows that are known by their text (ascending)."""

    accounts: Codes
    rows: Codes


def members(log: Log, slices: Slices, rows: Codes, candidates: Codes) -> Codes:
    """Those of ``candidates`` who do the operation's work: as large a part of their exchanges, and as many kinds of it, as usual.

    ``slices`` are the operation's, ``rows`` their distinct rows. A share is taken one exchange low, so that an account
    with two or three exchanges is not judged by an accident; what is usual is the median over exchanges.
    """
    accounts = len(log.registry)
    whole, work = np.bincount(log.account, minlength=accounts), np.bincount(log.account[rows], minlength=accounts)
    share = np.maximum(work - 1, 0) / (whole + 1)
    kinds = np.bincount(slices.account, minlength=accounts).astype(np.float64)
    if not work[candidates].sum():
        return np.empty(0, dtype=np.int32)
    weight = work[candidates].astype(np.float64)
    usual_share = weighted_median(share[candidates], weight)
    usual_kinds = weighted_median(kinds[candidates], weight)
    fair = (share[candidates] >= LEAST_SHARE * usual_share) & (kinds[candidates] >= LEAST_KINDS * usual_kinds)
    return candidates[fair & (work[candidates] >= FEWEST_ROWS)]
