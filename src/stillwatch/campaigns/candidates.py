"""The slices worth weighing: families of one fixed text, and components of accounts that share identities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from stillwatch.evidence.atoms import FEWEST_CUSTOMERS
from stillwatch.evidence.families import Families
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import Slices, member_counts, ranges, slices_of, starts_of

FEWEST_EXCHANGES: Final = 20
HUBS: Final = ("payment", "device", "phone")
WIDEST_HUB: Final = 400
"""An identity used by more customers than this is a default value or a public service, not a link."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """``family[i]`` is the family of slice i, or -1 for a component of shared identities."""

    slices: Slices
    family: Codes


def _links(log: Log) -> tuple[Codes, Codes]:
    """Pairs (customer, hub number) over all identities that 2 to ``WIDEST_HUB`` customers share."""
    customers, hubs, start = [], [], 0
    for name in HUBS:
        values: Codes = getattr(log.registry, name)
        known = np.flatnonzero(values)
        pairs = np.unique(np.stack([values[known], log.registry.customer[known]]), axis=1)
        _, codes, counts = np.unique(pairs[0], return_inverse=True, return_counts=True)
        linking = (counts[codes] > 1) & (counts[codes] <= WIDEST_HUB)
        customers.append(pairs[1][linking])
        hubs.append((codes[linking] + start).astype(np.int32))
        start += len(counts)
    return np.concatenate(customers), np.concatenate(hubs)


def _component_rows(log: Log) -> tuple[Ints, Codes]:
    """Rows of each component of at least ``FEWEST_CUSTOMERS`` customers linked by shared identities."""
    customer, hub = _links(log)
    people = int(log.registry.customer.max(initial=0)) + 1
    size = people + int(hub.max(initial=-1)) + 1
    graph = coo_array((np.ones(len(hub)), (customer, hub + people)), shape=(size, size))
    label = connected_components(graph, directed=False)[1][:people]
    sizes = np.bincount(label)
    of_row = label[log.customer]
    rows = np.flatnonzero(sizes[of_row] >= FEWEST_CUSTOMERS)
    order = np.argsort(of_row[rows], kind="stable")
    rows = rows[order]
    starts = np.flatnonzero(np.diff(of_row[rows], prepend=-1))
    return np.append(starts, len(rows)).astype(np.int64), rows.astype(np.int32)


def candidates(log: Log, families: Families, threads: int = 1) -> Candidates:
    """All slices with enough customers and exchanges to be an operation."""
    offsets, rows = _component_rows(log)
    row_offsets = np.concatenate([families.offsets, families.offsets[-1] + offsets[1:]])
    rows = np.concatenate([families.rows, rows])
    exchanges = np.diff(row_offsets)
    worth = np.flatnonzero(
        (member_counts(log, row_offsets, rows) >= FEWEST_CUSTOMERS) & (exchanges >= FEWEST_EXCHANGES)
    )
    slices = slices_of(log, starts_of(exchanges[worth]), ranges(rows, row_offsets, worth), threads)
    return Candidates(slices, np.where(worth < len(families), worth, -1).astype(np.int32))
