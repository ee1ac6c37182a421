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
TOGETHER: Final = 0.3
"""Most networks of one site, and the share of those on the busiest who use another: offices have several lines."""
HOUSES: Final = 8
"""Most sites that are told apart: classes of one course, or shops of several vendors."""


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
def _count(places: Codes, customer: Codes, network: Codes, house: Codes, where: int, size: Codes) -> None:
    """Set ``size`` of each network to how many customers of one ``house`` have it among ``places``."""
    for row in places:
        size[network[row]] = 0
    for row in places:
        size[network[row]] += house[customer[row]] == where


@kernel
def _busiest(places: Codes, network: Codes, size: Codes, least: float) -> int:
    """The network with most customers, the first of several; 0 where none has at least ``least``."""
    best = 0
    for row in places:
        if size[network[row]] >= least and size[network[row]] > size[best]:
            best = network[row]
    return best


@kernel
def _houses(places: Codes, customer: Codes, network: Codes, size: Codes, house: Codes, least: float) -> Codes:
    """The lines of each site (sites x ``LINES``), busiest first; ``house`` counts from 1 where a customer is at one.

    A site is the busiest network and those that a good part of its customers use, too. A customer is at the first site
    of which it has a line. ``size`` by network is zero before and after.
    """
    out = np.zeros((HOUSES, LINES), dtype=np.int32)
    for number in range(HOUSES):
        _count(places, customer, network, house, 0, size)
        first = _busiest(places, network, size, least)
        if first == 0:
            break
        most = max(FEWEST - 1, TOGETHER * size[first])
        for row in places:
            if network[row] == first and house[customer[row]] == 0:
                house[customer[row]] = number + 1
        _count(places, customer, network, house, number + 1, size)
        for line in range(LINES):
            out[number, line] = _busiest(places, network, size, most)
            size[out[number, line]] = 0
        for row in places:
            if house[customer[row]] == 0 and network[row] in out[number]:
                house[customer[row]] = number + 1
    for row in places:
        size[network[row]] = 0
    return out


@kernel
def _at_sites(
    places: Codes, customer: Codes, network: Codes, size: Codes, house: Codes, besides: Codes, members: int
) -> tuple[int, int]:
    """How many customers have a site among ``places`` (a row each) and no other place in common, and how many more.

    ``size`` by network, ``house`` and ``besides`` by customer are zeros before and after.
    """
    lines = _houses(places, customer, network, size, house, max(FEWEST, LEAST * members))
    for row in places:
        size[network[row]] += 1
    for row in places:
        home = house[customer[row]]
        if home > 0 and network[row] not in lines[home - 1]:
            besides[customer[row]] += size[network[row]] >= max(POOL, LEAST * members)
    single, several = 0, 0
    for row in places:
        who = customer[row]
        single += house[who] > 0 and besides[who] == 0
        several += house[who] > 0 and besides[who] > 0
        house[who] = besides[who] = 0
        size[network[row]] = 0
    return single, several


@kernel
def _sited(row_offsets: Ints, rows: Codes, customer: Codes, network: Codes, pair: Codes, sizes: Sizes) -> Floats:
    """Share of each slice's members who have just one place that is a site, less as far as others have several."""
    out = np.zeros(len(row_offsets) - 1)
    total, house = np.zeros(sizes.customers, dtype=np.int32), np.zeros(sizes.customers, dtype=np.int32)
    besides = np.zeros(sizes.customers, dtype=np.int32)
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
        single, several = _at_sites(found[:places], customer, network, size, house, besides, members)
        out[i] = single / max(members, 1) * (single / max(single + several, 1))
        for row in part:
            total[customer[row]] = 0
            used[pair[row]] = 0
    return out


def sited(log: Log, slices: Slices) -> Floats:
    """Per slice, the share of members who work from a network where many others of them do.

    Several classes or offices at once count each, and each may have a few networks: an office with two lines. A member
    with other places in common has none: it goes through a pool that its fellows use too; so the others are taken to
    be at a place only in the proportion of those with one to those with several.
    """
    value, pair = log.network.value, log.network.pair
    kinds = (log.registry.customer, value, pair)
    customers, networks, pairs = (int(codes.max(initial=0)) + 1 for codes in kinds)
    sizes = Sizes(customers, networks, pairs, int(slices.exchanges.max(initial=0)))
    return _sited(slices.row_offsets, slices.rows, log.customer, value, pair, sizes)
