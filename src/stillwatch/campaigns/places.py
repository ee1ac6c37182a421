"""Accounts that work from addresses which hardly anybody but an operation's accounts uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Codes, Floats, Ints, Log

SHARERS: Final = 2
"""Members who have to share an address, before it is one of theirs."""
MOSTLY: Final = 0.5
"""And their part of all who use it, beside the one who is judged."""
ONE: Final = 1.0
"""Customers added to those counted with such an address and without, which may be few."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Each pair of an ``address`` and a ``customer`` who uses it, once."""

    address: Codes
    customer: Codes


def doors_of(log: Log) -> Doors:
    """Who uses which address, in a log whose rows number the pairs of the two."""
    size = int(log.address.pair.max(initial=0)) + 1
    address, customer = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    address[log.address.pair] = log.address.value
    customer[log.address.pair] = log.customer
    known = address > 0
    return Doors(address[known], customer[known])


def place_bits(log: Log, doors: Doors, member: Marks) -> Floats:
    """Per account, what its addresses say: that they are commoner among the members than among others.

    An address is the members' where several of them share it and hardly anybody else does, each customer left out of
    what is said of it; 0 for an account whose addresses are not known.
    """
    customers = int(log.registry.customer.max(initial=0)) + 1
    inside = np.zeros(customers, dtype=np.bool_)
    inside[log.registry.customer[member]] = True
    ours = _sharers(doors, inside) - inside[doors.customer]
    others = _sharers(doors, np.ones_like(inside)) - 1
    shared = (ours >= SHARERS) & (ours >= MOSTLY * others)
    has, seen = (np.bincount(doors.customer, weights=mark, minlength=customers) > 0 for mark in (shared, None))
    here, there = (((has & one).sum() + ONE) / ((seen & one).sum() + 2 * ONE) for one in (inside, ~inside))
    bits = np.where(has, np.log2(here / there), np.log2((1 - here) / (1 - there)))
    return np.where(seen, bits, 0.0)[log.registry.customer]


def _sharers(doors: Doors, chosen: Marks) -> Ints:
    """Per pair, how many ``chosen`` customers use its address."""
    return np.bincount(doors.address[chosen[doors.customer]], minlength=int(doors.address.max(initial=0)) + 1)[
        doors.address
    ]
