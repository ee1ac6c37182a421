"""Disjoint sets over small integers."""

from __future__ import annotations

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes


@kernel
def root_of(parent: Codes, item: int) -> int:
    """The representative of ``item``'s set, halving the path on the way (Tarjan and van Leeuwen 1984)."""
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


@kernel
def join_sets(parent: Codes, left: int, right: int) -> None:
    """Make one set of the sets of ``left`` and ``right``; the smaller representative stays."""
    a, b = root_of(parent, left), root_of(parent, right)
    if a < b:
        parent[b] = a
    elif b < a:
        parent[a] = b


@kernel
def settle(parent: Codes) -> Codes:
    """The representative of every item."""
    out = np.empty_like(parent)
    for item in range(len(parent)):
        out[item] = root_of(parent, item)
    return out
