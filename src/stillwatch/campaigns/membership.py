"""Which accounts belong to an operation: those that do its work, not those that once sent the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Ints, Log

LEAST_WORK: Final = 0.1
"""Least share of the median member's exchanges in the operation's slices."""
EXCLUSIVE: Final = 0.9
"""Share of an atom's customers inside the operation from which it is the operation's own text."""
FEWEST: Final = 4


@dataclass(frozen=True, slots=True)
class Members:
    """``accounts`` of an operation (sorted), and ``own`` marks of the postings that are its own text."""

    accounts: Codes
    own: Ints


@kernel
def _inside(offsets: Ints, rows: Codes, customer: Codes, inside: Codes, customers: int) -> Codes:
    """Distinct customers of each atom that are inside the operation."""
    stamp = np.full(customers, -1, dtype=np.int64)
    out = np.zeros(len(offsets) - 1, dtype=np.int32)
    for atom in range(len(out)):
        for j in range(offsets[atom], offsets[atom + 1]):
            who = customer[rows[j]]
            if inside[who] and stamp[who] != atom:
                stamp[who] = atom
                out[atom] += 1
    return out


def own_atoms(log: Log, postings: Postings, accounts: Codes) -> Ints:
    """Postings used almost only by the customers behind ``accounts``."""
    customers = int(log.registry.customer.max(initial=0)) + 1
    inside = np.zeros(customers, dtype=np.int32)
    inside[log.registry.customer[accounts]] = 1
    count = _inside(postings.offsets, postings.rows, log.customer, inside, customers)
    own = (count >= FEWEST) & (count >= EXCLUSIVE * postings.customers)
    return np.flatnonzero(own)


def workers(log: Log, rows: Codes) -> Codes:
    """Accounts with a fair share of the work in ``rows`` (distinct rows of the operation's slices)."""
    counts = np.bincount(log.account[rows], minlength=len(log.registry))
    working = counts[counts > 0]
    return np.flatnonzero(counts >= max(2.0, LEAST_WORK * float(np.median(working)))).astype(np.int32)
