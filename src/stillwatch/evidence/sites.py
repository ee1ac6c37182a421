"""Members of a slice that work from the same place, as a class, an office or a company does."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints, Keys, Log
from stillwatch.evidence.slices import Slices

USUAL: Final = 0.1
"""A network is a member's place where at least this share of its exchanges come from there."""
FEWEST: Final = 4
LEAST: Final = 0.1
"""And a site where it is the place of at least this many, and this share, of the members."""


@kernel
def _places(part: Codes, customer: Codes, network: Keys, total: Ints) -> tuple[Keys, Codes]:
    """Networks that are a member's place, with the member; ``total`` counts each customer's rows in ``part``."""
    keys = np.empty(len(part), dtype=np.uint64)
    for j in range(len(part)):
        keys[j] = network[part[j]] ^ (np.uint64(customer[part[j]] + 1) * np.uint64(0x9E3779B97F4A7C15))
    order = np.argsort(keys)
    places, owners = np.empty(len(part), dtype=np.uint64), np.empty(len(part), dtype=np.int32)
    found, start = 0, 0
    for j in range(1, len(order) + 1):
        if j < len(order) and keys[order[j]] == keys[order[start]]:
            continue
        row = part[order[start]]
        if network[row] != 0 and j - start >= USUAL * total[customer[row]]:
            places[found], owners[found] = network[row], customer[row]
            found += 1
        start = j
    return places[:found], owners[:found]


@kernel
def _at_sites(places: Keys, owners: Codes, least: float) -> int:
    """How many owners have just one place that at least ``least`` of them have."""
    order = np.argsort(places)
    sited, start = np.empty(len(owners), dtype=np.int32), 0
    found = 0
    for j in range(1, len(order) + 1):
        if j < len(order) and places[order[j]] == places[order[start]]:
            continue
        if j - start >= least:
            sited[found : found + j - start] = owners[order[start:j]]
            found += j - start
        start = j
    by_owner = np.sort(sited[:found])
    single = 0
    for j in range(found):
        before = j > 0 and by_owner[j - 1] == by_owner[j]
        after = j + 1 < found and by_owner[j + 1] == by_owner[j]
        single += not before and not after
    return single


@kernel
def _sited(row_offsets: Ints, rows: Codes, customer: Codes, network: Keys, customers: int) -> Floats:
    """Share of each slice's members who have just one place that is a site."""
    out = np.zeros(len(row_offsets) - 1)
    total = np.zeros(customers, dtype=np.int64)
    for i in range(len(out)):
        part = rows[row_offsets[i] : row_offsets[i + 1]]
        members = 0
        for row in part:
            members += total[customer[row]] == 0
            total[customer[row]] += 1
        places, owners = _places(part, customer, network, total)
        out[i] = _at_sites(places, owners, max(FEWEST, LEAST * members)) / max(members, 1)
        for row in part:
            total[customer[row]] = 0
    return out


def sited(log: Log, slices: Slices) -> Floats:
    """Per slice, the share of members who work from a network where many others of them do.

    Several classes or offices at once count each. A member with several such networks has no place: it goes through a
    pool that its fellows use too.
    """
    customers = int(log.registry.customer.max(initial=0)) + 1
    network = log.column("network").astype(np.uint64, copy=False)
    return _sited(slices.row_offsets, slices.rows, log.customer, network, customers)
