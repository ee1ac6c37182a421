"""The members that something else than words ties to many of the others."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from stillwatch.campaigns.membership import IDENTITIES, identity
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS
from stillwatch.evidence.log import Codes, Ints, Log

MOST: Final = 0.5
"""Part of the members that have to be tied, or identities say too little to choose witnesses by."""
MANY: Final = 20
"""Tied members who are witnesses enough, however many others stand with them."""


def witnesses(log: Log, member: Marks, in_rhythm: Marks) -> Marks:
    """The members whose words tell who else is one: a mark per account, a part of ``member`` or all of it.

    Those linked by cards, devices and phones to at least ``FEWEST_CUSTOMERS`` customers among the members, however
    indirectly, or ``in_rhythm`` with the others. Honest people who say the same thing would otherwise vouch for each
    other once a few of them stand in a crew; two of them that share a device are one person with two accounts.
    """
    tied = _linked(log, np.flatnonzero(member).astype(np.int32)) | (member & in_rhythm)
    return tied if np.count_nonzero(tied) >= min(MOST * np.count_nonzero(member), MANY) else member


def _linked(log: Log, members: Codes) -> Marks:
    label = _components(log, members)
    pairs = np.unique(np.stack([label, log.registry.customer[members]]), axis=1)
    customers = np.bincount(pairs[0], minlength=len(members))
    out = np.zeros(len(log.registry), dtype=np.bool_)
    out[members] = customers[label] >= FEWEST_CUSTOMERS
    return out


def _components(log: Log, members: Codes) -> Ints:
    """The component of each member in the graph of members and the identities that they have."""
    ends, start = [], len(members)
    for name in IDENTITIES:
        values = identity(log, name)[members]
        known = np.flatnonzero(values)
        codes = np.unique(values[known], return_inverse=True)[1]
        ends.append(np.stack([known, codes + start]))
        start += int(codes.max(initial=-1)) + 1
    left, right = np.concatenate(ends, axis=1)
    graph = coo_array((np.ones(len(left)), (left, right)), shape=(start, start))
    return np.asarray(connected_components(graph, directed=False)[1][: len(members)], dtype=np.int64)
