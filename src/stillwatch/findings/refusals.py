"""Which exchanges failed to give what was asked: their answer declines, or the request was blocked."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.log import Codes, Log
from stillwatch.fingerprints.outcomes import REFUSED, UNKNOWN

Marks = npt.NDArray[np.bool_]

BLOCKED: Final = (403, 451)
"""HTTP statuses of a request that was not allowed; limits of rate and faults of the service are no refusals."""


class Outcomes(NamedTuple):
    """Per row: whether it is known how the exchange ended, and whether it ended in a refusal."""

    known: Marks
    refused: Marks

    def share(self, rows: Marks) -> float:
        """Share of refusals among the known ones of ``rows``; 0 where none is known."""
        known = self.known & rows
        return float(self.refused[known].mean()) if known.any() else 0.0


def outcomes(log: Log, rows: Codes) -> Outcomes:
    """How each of ``rows`` ended."""
    said = np.asarray(log.column("outcome")[rows])
    blocked = np.isin(log.column("status")[rows], BLOCKED)
    return Outcomes(known=(said != UNKNOWN) | blocked, refused=(said == REFUSED) | blocked)
