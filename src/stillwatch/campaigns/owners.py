"""How many of a slice's accounts are openly the same customer's as another."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.working_day import staffed
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices, distinct

OWNERS: Final = 3
"""Customers who together are openly one: a company and its subsidiaries; forty with a few accounts each are many."""
LEAST: Final = 0.5
"""Share of accounts below which nobody is asked whose they are."""


@kernel
def _held(row_offsets: Ints, account: Codes, customer: Codes, accounts: int, customers: int) -> Floats:
    """Per slice the share of accounts that are beyond the first of one of its largest customers."""
    stamp, count = np.full(accounts, -1, dtype=np.int64), np.zeros(customers, dtype=np.int32)
    out = np.zeros(len(row_offsets) - 1)
    for i in range(len(out)):
        members = 0
        part = slice(row_offsets[i], row_offsets[i + 1])
        for who, owner in zip(account[part], customer[part]):  # noqa: B905 - Numba's zip has no strict
            if stamp[who] != i:
                stamp[who] = i
                count[owner] += 1
                members += 1
        more = 0
        for _ in range(OWNERS):
            best = -1
            for owner in customer[part]:
                best = owner if best < 0 or count[owner] > count[best] else best
            if best >= 0 and count[best] > 1:
                more += count[best] - 1
                count[best] = 0
        for owner in customer[part]:
            count[owner] = 0
        out[i] = more / max(members, 1)
    return out


def in_few_hands(log: Log, slices: Slices) -> Floats:
    """Share of each slice's accounts that add no customer, being openly the same as another of its largest ones."""
    account, customer = log.account[slices.rows], log.customer[slices.rows]
    return _held(slices.row_offsets, account, customer, len(log.registry), int(customer.max(initial=0)) + 1)


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
