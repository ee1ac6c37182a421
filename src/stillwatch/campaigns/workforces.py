"""The accounts that do the work of suspicious slices, a group for each operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.joining import joined
from stillwatch.campaigns.membership import members, with_siblings
from stillwatch.campaigns.merging import merge
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.rhythm import Rhythms
from stillwatch.evidence.slices import Slices, distinct_rows

MUCH: Final = 20
"""Exchanges in suspicious slices from which an account that uses few of the texts is a candidate."""
MOSTLY: Final = 0.5
"""Part of a slice's customers from which it shows those who are left."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """Accounts, others that do some of the work, and the places of the suspicious slices that show them."""

    accounts: Codes
    near: Codes
    places: Ints


def workforces(log: Log, seeds: Slices, bits: Floats, leads: Marks) -> list[Workforce]:
    """The accounts of each group of suspicious slices, those that do its work."""
    groups = merge(log, seeds, bits)
    forces = []
    for number in range(groups.of_seed.max(initial=-1) + 1):
        places = np.flatnonzero(groups.of_seed == number)
        dealt = np.flatnonzero(groups.of_account == number).astype(np.int32)
        found = _workers(log, seeds, leads, places, with_siblings(log, seeds.only(places), dealt))
        work = np.bincount(log.account[distinct_rows(seeds.only(places).rows)], minlength=len(log.registry))
        forces.append(Workforce(found, np.setdiff1d(dealt[(work * log.each)[dealt] >= MUCH], found), places))
    return [one for one in forces if len(one.accounts) >= FEWEST_CUSTOMERS]


def _workers(log: Log, seeds: Slices, leads: Marks, places: Ints, dealt: Codes) -> Codes:
    """The members among the accounts ``dealt``, and those whom the many texts of these leave out.

    The few who try out an operation's texts have many, the many who then use what came of it have few; so those who are
    left are judged once more by themselves, where they are most of a slice's customers and one of these slices leads.
    """
    found = dealt[:0]
    while leads[places].any():
        mine = seeds.only(places)
        more = members(log, mine, dealt)
        if len(more) < FEWEST_CUSTOMERS:
            break
        found, dealt = np.union1d(found, more), np.setdiff1d(dealt, more)
        places = places[_shares(mine, dealt) >= MOSTLY]
    return found.astype(np.int32)


def _shares(slices: Slices, accounts: Codes) -> Floats:
    """The part of each slice's customers who are among ``accounts``."""
    return slices.sums(np.isin(slices.account, accounts).astype(np.float64)) / np.maximum(slices.sizes, 1)


def as_one(log: Log, rhythm: Rhythms, seeds: Slices, forces: Sequence[Workforce]) -> list[Workforce]:
    """Those that are one operation made one."""
    groups = [(one.accounts, seeds.only(one.places).rows) for one in forces]
    number = joined(log, rhythm, groups)
    parts = [[crew for crew, n in zip(forces, number, strict=True) if n == one] for one in dict.fromkeys(number)]
    return [
        Workforce(*(np.unique(np.concatenate(fields)) for fields in zip(*map(astuple, part), strict=True)))
        for part in parts
    ]
