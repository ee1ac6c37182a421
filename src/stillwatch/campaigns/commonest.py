"""What most members of a slice have in common: one card, one mail domain, one network; and what a few of them have."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.words import Marks
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints
from stillwatch.evidence.slices import Slices

LEAST_KNOWN: Final = 0.3
"""Part that has to be known of a slice, before what is commonest in it is told."""


@kernel
def largest_shares(offsets: Ints, values: Codes, told: Marks, size: int, most: int, team: int) -> Floats:
    """The share of the ``most`` commonest values but 0 among what is ``told`` of each slice; 0 where little is.

    Other values count, too, that from two to ``team`` members have.
    """
    out = np.zeros(len(offsets) - 1)
    count = np.zeros(size, dtype=np.int32)
    for i in range(len(out)):
        part = values[offsets[i] : offsets[i + 1]]
        known = told[offsets[i] : offsets[i + 1]].sum()
        for value in part:
            count[value] += 1
        count[0] = 0
        largest = 0
        for _ in range(most):
            best = 0
            for value in part:
                best = value if count[value] > count[best] else best
            largest += count[best]
            count[best] = 0
        for value in part:
            largest += 1 < count[value] <= team
        for value in part:
            count[value] = 0
        if known >= LEAST_KNOWN * len(part):
            out[i] = largest / max(known, 1)
    return out


def commonest(slices: Slices, codes: Codes, told: Marks, most: int = 1, team: int = 0) -> Floats:
    """Share of each slice's members who have one of the ``most`` commonest values, or one that a ``team`` has at most.

    ``codes`` are by account, 0 where it names nobody; ``told`` are the accounts of which a value is known.
    """
    size = int(codes.max(initial=0)) + 1
    return largest_shares(slices.offsets, codes[slices.account], told[slices.account], size, most, team)
