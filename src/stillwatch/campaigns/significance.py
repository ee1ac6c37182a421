"""Could a group of unrelated customers of the same log look as joint as this? Random groups answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from stillwatch.evidence.background import Null
from stillwatch.evidence.cohort import cohort
from stillwatch.evidence.infrastructure import infrastructure
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.measures import Rates
from stillwatch.evidence.slices import Slices, slices_of
from stillwatch.evidence.synchrony import Usual, synchrony

GROUPS: Final = 199
MOST_MEMBERS: Final = 50
MOST_ROWS: Final = 40
REACH: Final = 200
"""Controls are drawn from this many customers nearest in activity to the member they stand for."""
SEED: Final = 20260923
CORRELATION_BITS: Final = 50.0
UNCALIBRATED: Final = Usual(Null(0.0, float("nan")), Null(0.0, float("nan")))


@dataclass(frozen=True, slots=True)
class ByCustomer:
    """Rows of each customer, ascending: ``rows[offsets[c]:offsets[c+1]]``; ``ranked`` by activity, ties shuffled."""

    offsets: Ints
    rows: Codes
    ranked: Codes


def by_customer(log: Log) -> ByCustomer:
    """Index a log's rows by customer.

    Customers are numbered as they appear, so ties of activity in that order would match a group with customers who
    started together.
    """
    counts = np.bincount(log.customer)
    rows = np.argsort(log.customer, kind="stable").astype(np.int32)
    shuffled = np.random.default_rng(SEED).permutation(len(counts))
    ranked = shuffled[np.argsort(counts[shuffled], kind="stable")].astype(np.int32)
    return ByCustomer(np.concatenate([[0], np.cumsum(counts)]), rows, ranked)


@cache
def _spread(rows: int) -> Ints:
    """At most ``MOST_ROWS`` places of ``rows``, evenly apart."""
    return np.unique(np.linspace(0, rows - 1, min(rows, MOST_ROWS)).astype(np.int64))


def _some_rows(index: ByCustomer, customers: Codes) -> Codes:
    """At most ``MOST_ROWS`` rows of each customer, spread evenly over what it did."""
    parts = []
    for customer in customers:
        rows = index.rows[index.offsets[customer] : index.offsets[customer + 1]]
        parts.append(rows[_spread(len(rows))])
    return np.sort(np.concatenate(parts))


def _jointness(log: Log, slices: Slices, rates: Rates) -> Floats:
    """Everything but content, on one scale: it is content by which the group was picked.

    Bits of joint starts, sign-ups and infrastructure, and the correlation of rhythms; random groups need no further
    calibration, since they are compared with the same sum.
    """
    timing = synchrony(log, slices, rates.meetings, rates.rhythm, UNCALIBRATED)
    bits = timing.start + cohort(log, slices, rates.signups).bits
    rhythm = CORRELATION_BITS * np.nan_to_num(timing.correlation)
    return np.asarray(bits + infrastructure(log, slices, rates.infrastructure).bits + rhythm)


def _nearest(ranked: Ints, wanted: Ints) -> tuple[Ints, int]:
    """Where the ``2 * REACH + 1`` places of ``ranked`` (ascending) nearest to each wanted value begin, and how many.

    The window is moved inside at both ends, so that the most active members are not all matched with one customer.
    """
    width = min(2 * REACH + 1, len(ranked))
    centre = (np.searchsorted(ranked, wanted, side="left") + np.searchsorted(ranked, wanted, side="right")) // 2
    return np.clip(centre - width // 2, 0, len(ranked) - width), width


def p_value(log: Log, index: ByCustomer, accounts: Codes, rates: Rates) -> float:
    """Share of random groups, matched in activity member by member, at least as joint (Phipson and Smyth 2010)."""
    random = np.random.default_rng(SEED)
    members = np.unique(log.registry.customer[accounts])
    if len(members) > MOST_MEMBERS:
        members = random.choice(members, MOST_MEMBERS, replace=False)
    inside = np.zeros(len(index.ranked), dtype=np.bool_)
    inside[log.registry.customer[accounts]] = True
    outside = index.ranked[~inside[index.ranked]]
    if len(outside) < 2 * len(members):
        return 1.0
    counts = np.diff(index.offsets)
    first, width = _nearest(counts[outside], counts[members])
    drawn = first + random.integers(0, width, (GROUPS, len(members)))
    parts = [_some_rows(index, group) for group in (members, *(np.unique(outside[one]) for one in drawn))]
    offsets = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    bits = _jointness(log, slices_of(log, offsets, np.concatenate(parts).astype(np.int32)), rates)
    return float((1 + (bits[1:] >= bits[0]).sum()) / (GROUPS + 1))
