"""How many of a slice's accounts are openly the same customer's as another."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.commonest import largest_shares
from stillwatch.campaigns.working_day import staffed
from stillwatch.evidence.codes import Uses
from stillwatch.evidence.incidences import member_values
from stillwatch.evidence.log import Floats, Log
from stillwatch.evidence.slices import Slices, distinct

OWNERS: Final = 3
"""Customers who together are openly one: a company and its subsidiaries; forty with a few accounts each are many."""
LEAST: Final = 0.5
"""Share of accounts below which nobody is asked whose they are."""


def in_few_hands(log: Log, slices: Slices) -> Floats:
    """Share of each slice's accounts that add no customer, being openly the same as another of its largest ones."""
    offsets, owner = member_values(slices.row_offsets, slices.rows, Uses(log.customer + 1, log.account + 1))
    told = np.ones(len(owner), dtype=np.bool_)
    largest = largest_shares(offsets, owner, told, int(owner.max(initial=0)) + 1, OWNERS, 0)
    return np.asarray(largest - np.minimum(slices.sizes, OWNERS) / np.maximum(np.diff(offsets), 1))


def openly_owned(log: Log, slices: Slices) -> Floats:
    """Share of each slice's accounts that add no customer, being openly the same as another, where most are.

    Where nobody keeps a working day, accounts that agree on card and network alone may be a relay's: of such customers,
    only a few large ones are taken for owners, and those that give themselves a name.
    """
    accounts = distinct(slices, log.account, len(log.registry))
    merged = np.asarray(1 - slices.sizes / np.maximum(accounts, 1))
    asked = merged > LEAST
    out, some = np.zeros(len(slices)), slices.only(np.flatnonzero(asked))
    named = log.registry.named
    owners = distinct(some, named[log.account], int(named.max(initial=0)) + 1)
    by_name = 1 - owners / np.maximum(accounts[asked], 1)
    by_day = (merged * staffed(log, slices, asked))[asked]
    out[asked] = np.max([in_few_hands(log, some), by_name, by_day], axis=0)
    return out
