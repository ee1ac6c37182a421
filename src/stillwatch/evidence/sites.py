"""Members of a slice that work from the same place, as a class, an office or a company does."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

USUAL: Final = 0.1
"""A network is a member's place where at least this share of its exchanges come from there."""
FEWEST: Final = 4
LEAST: Final = 0.1
"""And a site where it is the place of at least this many, and this share, of the members."""
POOL: Final = 2
"""A place besides, of at least this many, and this share, of the members, is one of a pool that they go through."""
LINES: Final = 3
"""Networks of one site: an office or a venue has more than one line, and its people are now on one, now on another."""
AT_SITE: Final = 1 << 16
"""What a site adds to a customer's count of places in common, more than it has of them."""


class Sizes(NamedTuple):
    """How many codes there are of each kind, and the rows of the longest slice."""

    customers: int
    networks: int
    pairs: int
    longest: int


@kernel
def _distinct(part: Codes, pair: Codes, used: Codes, found: Codes) -> Codes:
    """A row of each pair of customer and network in ``part`` (into ``found``); ``used`` counts each pair's rows."""
    pairs = 0
    for row in part:
        if pair[row] != 0:
            if used[pair[row]] == 0:
                found[pairs] = row
                pairs += 1
            used[pair[row]] += 1
    return found[:pairs]


@kernel
def _busiest(places: Codes, network: Codes, size: Codes, least: float) -> Codes:
    """The networks with most customers, at most ``LINES``, of those with at least ``least``."""
    out = np.zeros(LINES, dtype=np.int32)
    for row in places:
        here = network[row]
        for k in range(LINES):
            if out[k] == here:
                break
            if size[here] >= least and size[here] > size[out[k]]:
                out[k + 1 :] = out[k:-1].copy()
                out[k] = here
                break
    return out


@kernel
def _at_sites(places: Codes, customer: Codes, network: Codes, size: Codes, at: Codes, members: int) -> tuple[int, int]:
    """How many customers have a site among ``places`` (a row each) and no other place in common, and how many more.

    The busiest networks are one site. ``size`` by network and ``at`` by customer are zeros before and after.
    """
    site, pool = max(FEWEST, LEAST * members), max(POOL, LEAST * members)
    for row in places:
        size[network[row]] += 1
    lines = _busiest(places, network, size, site)
    for row in places:
        if network[row] in lines:
            at[customer[row]] = AT_SITE + 1
    for row in places:
        if network[row] not in lines:
            here = size[network[row]]
            at[customer[row]] += AT_SITE * (here >= site) + (here >= pool)
    single, several = 0, 0
    for row in places:
        single += at[customer[row]] == AT_SITE + 1
        several += at[customer[row]] > AT_SITE + 1
        at[customer[row]] = 0
    for row in places:
        size[network[row]] = 0
    return single, several


@kernel
def _sited(row_offsets: Ints, rows: Codes, customer: Codes, network: Codes, pair: Codes, sizes: Sizes) -> Floats:
    """Share of each slice's members who have just one place that is a site, less as far as others have several."""
    out = np.zeros(len(row_offsets) - 1)
    total, at = np.zeros(sizes.customers, dtype=np.int32), np.zeros(sizes.customers, dtype=np.int32)
    used, size = np.zeros(sizes.pairs, dtype=np.int32), np.zeros(sizes.networks, dtype=np.int32)
    found = np.empty(sizes.longest, dtype=np.int32)
    for i in range(len(out)):
        part = rows[row_offsets[i] : row_offsets[i + 1]]
        members = 0
        for row in part:
            members += total[customer[row]] == 0
            total[customer[row]] += 1
        places = 0
        for row in _distinct(part, pair, used, found):
            if used[pair[row]] >= USUAL * total[customer[row]]:
                found[places] = row
                places += 1
        single, several = _at_sites(found[:places], customer, network, size, at, members)
        out[i] = single / max(members, 1) * (single / max(single + several, 1))
        for row in part:
            total[customer[row]] = 0
            used[pair[row]] = 0
    return out


def sited(log: Log, slices: Slices) -> Floats:
    """Per slice, the share of members who work from a network where many others of them do.

    Several classes or offices at once count each, and the few networks that most of them are on are one: an office
    with two lines. A member with several such sites has no place: it goes through a pool that its fellows use too; so
    the others are taken to be at a place only in the proportion of those with one to those with several.
    """
    value, pair = log.network.value, log.network.pair
    kinds = (log.registry.customer, value, pair)
    customers, networks, pairs = (int(codes.max(initial=0)) + 1 for codes in kinds)
    sizes = Sizes(customers, networks, pairs, int(slices.exchanges.max(initial=0)))
    return _sited(slices.row_offsets, slices.rows, log.customer, value, pair, sizes)
