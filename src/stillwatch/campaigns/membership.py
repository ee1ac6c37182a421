"""Which accounts belong to an operation: those that do its work, not those that once sent the same words."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.candidates import WIDEST_HUB
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.background import weighted_median
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import Slices, distinct_rows

LEAST_SHARE: Final = 0.3
"""Least share of an account's exchanges that are the operation's, as a part of what is usual among its members."""
LEAST_KINDS: Final = 0.2
"""Least number of the operation's texts that an account uses, as a part of what is usual among its members."""
PURE: Final = 0.9
"""Share of a slice's exchanges from members, from which its text tells a member."""
FEWEST_ROWS: Final = 2
IDENTITIES: Final = ("payment", "device", "phone")
TWO: Final = 2


@kernel
def _kinds(row_offsets: Ints, rows: Codes, account: Codes, accounts: int) -> Ints:
    """In how many slices each account stands."""
    out = np.zeros(accounts, dtype=np.int64)
    stamp = np.full(accounts, -1, dtype=np.int64)
    for i in range(len(row_offsets) - 1):
        for j in range(row_offsets[i], row_offsets[i + 1]):
            who = account[rows[j]]
            out[who] += stamp[who] != i
            stamp[who] = i
    return out


def with_siblings(log: Log, slices: Slices, accounts: Codes) -> Codes:
    """``accounts`` and other accounts of the same customers that stand in the slices; a slice names one of each."""
    ours = np.zeros(int(log.registry.customer.max(initial=0)) + 1, dtype=np.bool_)
    ours[log.registry.customer[accounts]] = True
    present = distinct_rows(log.account[slices.rows])
    return np.union1d(accounts, present[ours[log.registry.customer[present]]]).astype(np.int32)


def _fair(log: Log, slices: Slices, candidates: Codes) -> Codes:
    """Candidates with a fair share of their exchanges and a fair number of texts in ``slices``.

    A share is taken one exchange low, so that an account with two or three exchanges is not judged by an accident; what
    is usual is the median over exchanges.
    """
    accounts = len(log.registry)
    whole = np.bincount(log.account, minlength=accounts)
    work = np.bincount(log.account[distinct_rows(slices.rows)], minlength=accounts)[candidates]
    kinds = _kinds(slices.row_offsets, slices.rows, log.account, accounts)[candidates].astype(np.float64)
    share = np.maximum(work - 1, 0) / (whole[candidates] + 1)
    if not work.sum():
        return candidates[:0]
    enough = (share >= LEAST_SHARE * weighted_median(share, work.astype(np.float64))) & (work >= FEWEST_ROWS)
    many = kinds >= LEAST_KINDS * weighted_median(kinds, work.astype(np.float64))
    return candidates[enough & many]


def _pure(log: Log, slices: Slices, accounts: Codes) -> Slices:
    """The slices whose exchanges nearly all come from ``accounts``."""
    inside = np.isin(log.account[slices.rows], accounts).astype(np.float64)
    running = np.concatenate([[0.0], np.cumsum(inside)])
    share = np.diff(running[slices.row_offsets]) / np.maximum(slices.exchanges, 1)
    return slices.only(np.flatnonzero(share >= PURE))


def shared_identities(log: Log, accounts: Codes, others: Codes) -> npt.NDArray[np.int64]:
    """How many kinds of identity each of ``others`` shares with any of ``accounts``."""
    kinds = np.zeros(len(others), dtype=np.int64)
    for name in IDENTITIES:
        values = identity(log, name)
        kinds += (values[others] > 0) & np.isin(values[others], values[accounts])
    return kinds


def identity(log: Log, name: str) -> Codes:
    """An identity of every account, 0 where unknown or where so many have it that it is a default value."""
    values: Codes = getattr(log.registry, name)
    return np.where(np.bincount(values)[values] > WIDEST_HUB, 0, values)


def _recruits(log: Log, sure: Codes, candidates: Codes, work: Ints) -> Codes:
    """Accounts that share identities with the sure ones: one kind where they do the work too, else two."""
    rest = np.setdiff1d(np.arange(len(log.registry), dtype=np.int32), sure)
    kinds = shared_identities(log, sure, rest)
    working = np.isin(rest, candidates) & (work[rest] > 0)
    return rest[(kinds >= TWO) | ((kinds > 0) & working)]


def members(log: Log, slices: Slices, candidates: Codes) -> Codes:
    """The accounts that do the work of the operation that ``slices`` show, most of them among ``candidates``.

    Judged twice: by all its slices, then only by those that hardly anybody else stands in, so that wording which
    strangers use too makes nobody a member. An account that does little of the work has to share an identity.
    """
    narrow = _pure(log, slices, _fair(log, slices, candidates))
    sure = _fair(log, narrow if len(narrow) else slices, candidates)
    work = np.bincount(log.account[distinct_rows(slices.rows)], minlength=len(log.registry))
    return np.union1d(sure, _recruits(log, sure, candidates, work)).astype(np.int32)
