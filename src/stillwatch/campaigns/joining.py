"""Groups of accounts that meet in a text and go on and off together, or share identities, are one operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.membership import shared_identities
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.rhythm import FEWEST_MEMBERS, Rhythms, Vectors
from stillwatch.evidence.slices import distinct_rows

ALIKE: Final = 0.7
"""Least correlation of rhythms between two groups, as a part of that within them: one schedule has one rhythm."""
IN_STEP: Final = 0.05
"""And by itself."""
SHARING: Final = 0.3
"""Or the part of each group that shares a payment method, a device or a phone with the other."""
TOUCHING: Final = 2
"""Accounts of each group that stand in a slice of the other's, without which two groups have nothing to do together."""


def _vectors(log: Log, rhythm: Rhythms, accounts: Codes) -> Vectors:
    places = rhythm.place[np.unique(log.registry.customer[accounts])]
    return rhythm.vectors[places[places >= 0]]


def in_step(log: Log, rhythm: Rhythms, left: Codes, right: Codes) -> bool:
    """Whether the rhythms of two groups agree with each other about as well as within each."""
    one, other = _vectors(log, rhythm, left), _vectors(log, rhythm, right)
    if min(len(one), len(other)) < FEWEST_MEMBERS:
        return False
    across = float(one.mean(axis=0) @ other.mean(axis=0))
    within = [max((float((v.sum(axis=0) ** 2).sum()) - len(v)) / (len(v) * (len(v) - 1)), 0.0) for v in (one, other)]
    return across >= IN_STEP and across >= ALIKE * float(np.sqrt(within[0] * within[1]))


def share(log: Log, left: Codes, right: Codes) -> bool:
    """Whether a good part of each group shares identities with the other."""
    parts = [float((shared_identities(log, a, b) > 0).mean()) for a, b in ((left, right), (right, left))]
    return min(parts) >= SHARING


def _touch(log: Log, left: tuple[Codes, Codes], right: tuple[Codes, Codes]) -> bool:
    """Whether accounts of each group stand in the other's slices; a group is its accounts and its slices' rows."""
    return all(
        len(np.intersect1d(distinct_rows(log.account[rows]), accounts)) >= TOUCHING
        for rows, accounts in ((left[1], right[0]), (right[1], left[0]))
    )


def joined(log: Log, rhythm: Rhythms, groups: Sequence[tuple[Codes, Codes]]) -> list[int]:
    """A number per group, the same for those that are one operation; a group is its accounts and its slices' rows.

    Text may split an operation whose accounts hand their wordings on like links of a chain; what people did with their
    accounts tells whether the links belong together (the independent kind of evidence).
    """
    number = list(range(len(groups)))
    for i, left in enumerate(groups):
        for j in range(i + 1, len(groups)):
            right = groups[j]
            if number[i] == number[j] or not _touch(log, left, right):
                continue
            if in_step(log, rhythm, left[0], right[0]) or share(log, left[0], right[0]):
                number = [number[i] if one == number[j] else one for one in number]
    return number
