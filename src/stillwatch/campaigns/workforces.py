"""The accounts that do the work of suspicious slices, a group for each operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.joining import joined
from stillwatch.campaigns.membership import members, with_siblings
from stillwatch.campaigns.merging import merge
from stillwatch.campaigns.telling import weighed
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.rhythm import Rhythms
from stillwatch.evidence.slices import Slices, distinct_rows, slices_of

MUCH: Final = 20
"""Exchanges in suspicious slices from which an account that uses few of the texts is a candidate."""
MOSTLY: Final = 0.5
"""Part of the members who send a text, from which it tells of others who send it."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """Accounts, others that do some of the work, and the places of the suspicious slices that show them."""

    accounts: Codes
    near: Codes
    places: Ints


def workforces(ground: Ground, seeds: Slices, bits: Floats, leads: Marks) -> list[Workforce]:
    """The accounts of each group of suspicious slices, those that do its work."""
    log, groups = ground.log, merge(ground.log, seeds, bits)
    forces = []
    for number in range(groups.of_seed.max(initial=-1) + 1):
        places = np.flatnonzero(groups.of_seed == number)
        if not leads[places].any():
            continue
        mine = seeds.only(places)
        dealt = np.flatnonzero(groups.of_account == number).astype(np.int32)
        found = _workers(ground, mine, with_siblings(log, mine, dealt))
        work = np.bincount(log.account[distinct_rows(mine.rows)], minlength=len(log.registry))
        forces.append(Workforce(found, np.setdiff1d(dealt[(work * log.each)[dealt] >= MUCH], found), places))
    return [one for one in forces if len(one.accounts) >= FEWEST_CUSTOMERS]


def _workers(ground: Ground, mine: Slices, dealt: Codes) -> Codes:
    """The members among the accounts ``dealt``, and those whom the many texts of these leave out.

    The few who try out an operation's texts have many, the many who then use what came of it have few. So those who are
    left are judged once more by themselves, by the slices that most of the members are in, too, if without these the
    evidence leads all the same: strangers whose text an operation hides behind have nothing else in common.
    """
    found = members(ground.log, mine, dealt)
    rest = np.setdiff1d(dealt, found)
    known = mine.only(np.flatnonzero(_present(mine, found) >= MOSTLY * len(found)))
    theirs = _of(ground.log, known, rest)
    if not len(theirs) or not _leads(ground, distinct_rows(theirs.rows), distinct_rows(known.rows)):
        return found
    return np.union1d(found, members(ground.log, theirs, rest)).astype(np.int32)


def _leads(ground: Ground, rows: Codes, among: Codes) -> bool:
    return bool(weighed(ground, rows, among=among).suspicion.leads[0])


def _present(slices: Slices, accounts: Codes) -> Floats:
    """How many of ``accounts`` stand in each slice."""
    return slices.sums(np.isin(slices.account, accounts).astype(np.float64))


def _of(log: Log, slices: Slices, accounts: Codes) -> Slices:
    """The exchanges of ``accounts`` in each slice, without slices in which they have none."""
    inside = np.isin(log.account[slices.rows], accounts)
    offsets = np.concatenate([[0], np.cumsum(inside)])[slices.row_offsets]
    return slices_of(log, np.unique(offsets), slices.rows[inside])


def as_one(log: Log, rhythm: Rhythms, seeds: Slices, forces: Sequence[Workforce]) -> list[Workforce]:
    """Those that are one operation made one."""
    groups = [(one.accounts, seeds.only(one.places).rows) for one in forces]
    number = joined(log, rhythm, groups)
    parts = [[crew for crew, n in zip(forces, number, strict=True) if n == one] for one in dict.fromkeys(number)]
    return [
        Workforce(*(np.unique(np.concatenate(fields)) for fields in zip(*map(astuple, part), strict=True)))
        for part in parts
    ]
