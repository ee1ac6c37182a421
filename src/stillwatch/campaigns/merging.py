"""Suspicious slices of mostly the same customers are one operation."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

SAME: Final = 0.5
"""Jaccard similarity of two slices' customers from which they are one operation."""
PART: Final = 0.8
"""Or this share of the smaller slice's customers inside the larger."""
MOST_SEEDS: Final = 4000


def _incidence(log: Log, slices: Slices) -> csr_array:
    people = int(log.registry.customer.max(initial=0)) + 1
    columns = log.registry.customer[slices.account]
    return csr_array((np.ones(len(columns)), columns, slices.offsets), shape=(len(slices), people))


def merge(log: Log, slices: Slices, bits: Floats) -> Codes:
    """The operation of each slice, numbered from 0.

    Slices beyond ``MOST_SEEDS`` by bits join nothing (-1): they repeat what stronger ones show.
    """
    strongest: Ints = np.argsort(-bits, kind="stable")[:MOST_SEEDS]
    incidence = _incidence(log, slices.only(strongest))
    sizes = slices.sizes[strongest].astype(np.float64)
    common = (incidence @ incidence.T).tocoo()
    left, right, both = common.row, common.col, common.data
    union = sizes[left] + sizes[right] - both
    alike = (both / union >= SAME) | (both / np.minimum(sizes[left], sizes[right]) >= PART)
    graph = csr_array((np.ones(alike.sum()), (left[alike], right[alike])), shape=(len(strongest),) * 2)
    out = np.full(len(slices), -1, dtype=np.int32)
    out[strongest] = connected_components(graph, directed=False)[1]
    return out
