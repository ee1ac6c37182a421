"""Which accounts belong to an operation: those that do its work, not those that once sent the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.evidence.background import weighted_median
from stillwatch.evidence.log import Codes, Keys, Log
from stillwatch.evidence.slices import Slices

LEAST_SHARE: Final = 0.4
"""Least share of an account's exchanges that are the operation's, as a part of what is usual among its members."""
LEAST_KINDS: Final = 0.2
"""Least number of the operation's texts that an account uses, as a part of what is usual among its members."""
PURE: Final = 0.9
"""Share of a slice's exchanges from members, from which its text tells a member."""
FEWEST_ROWS: Final = 2
IDENTITIES: Final = ("payment", "device", "phone")


@dataclass(frozen=True, slots=True)
class Crew:
    """The accounts of an operation (sorted) and those of its rows that are known by their text (ascending)."""

    accounts: Codes
    rows: Codes


def _fair(log: Log, slices: Slices, candidates: Codes) -> tuple[Codes, Codes]:
    """Candidates with a fair share of their exchanges and a fair number of texts in ``slices``; then those with a share only.

    A share is taken one exchange low, so that an account with two or three exchanges is not judged by an accident; what
    is usual is the median over exchanges.
    """
    accounts = len(log.registry)
    whole = np.bincount(log.account, minlength=accounts)
    work = np.bincount(log.account[np.unique(slices.rows)], minlength=accounts)[candidates]
    kinds = np.bincount(slices.account, minlength=accounts)[candidates].astype(np.float64)
    share = np.maximum(work - 1, 0) / (whole[candidates] + 1)
    if not work.sum():
        return candidates[:0], candidates[:0]
    enough = (share >= LEAST_SHARE * weighted_median(share, work.astype(np.float64))) & (work >= FEWEST_ROWS)
    many = kinds >= LEAST_KINDS * weighted_median(kinds, work.astype(np.float64))
    return candidates[enough & many], candidates[enough & ~many]


def _pure(log: Log, slices: Slices, accounts: Codes) -> Slices:
    """The slices whose exchanges nearly all come from ``accounts``."""
    inside = np.isin(log.account[slices.rows], accounts).astype(np.float64)
    running = np.concatenate([[0.0], np.cumsum(inside)])
    share = np.diff(running[slices.row_offsets]) / np.maximum(slices.exchanges, 1)
    return slices.only(np.flatnonzero(share >= PURE))


def _sharing(log: Log, accounts: Codes, others: Codes) -> Codes:
    """Those of ``others`` that share an identity with any of ``accounts``."""
    linked = np.zeros(len(others), dtype=np.bool_)
    for name in IDENTITIES:
        values: Keys = getattr(log.registry, name)
        linked |= (values[others] > 0) & np.isin(values[others], values[accounts])
    return others[linked]


def members(log: Log, slices: Slices, candidates: Codes) -> Crew:
    """Those of ``candidates`` who do the work of the operation that ``slices`` show.

    Judged twice: by all its slices, then only by those that hardly anybody else stands in, so that wording which
    strangers use too makes nobody a member. An account that uses few of the texts has to share an identity.
    """
    first, _ = _fair(log, slices, candidates)
    narrow = _pure(log, slices, first)
    sure, unsure = _fair(log, narrow if len(narrow) else slices, candidates)
    accounts = np.union1d(sure, _sharing(log, sure, unsure)).astype(np.int32)
    rows = np.unique(slices.rows)
    return Crew(accounts, rows[np.isin(log.account[rows], accounts)])
