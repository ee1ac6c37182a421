"""Whether what is left of an operation's accounts, beyond its known exchanges, is honest traffic or more of its own."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.words import Marks, usage
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Floats, Ints, Keys, Log

BINS: Final = 10
SHAPES: Final = ("words", "turns", "output_tokens")
"""Traits that are counts, compared in bins of equal population."""
TELLING: Final = 0.2
"""Distance between the operation and everybody else from which a trait can tell them apart."""
FEWEST_TRAITS: Final = 2
ALIKE: Final = 0.5
"""Mean distance of the rest from the operation, as a part of everybody else's distance, up to which it is the same."""
FIXED: Final = ("head", "tail", "system", "tools")
SEVERAL: Final = 2
OFTEN: Final = 3
"""Accounts that use a private text, and exchanges of each with it on average."""
SELDOM: Final = 0.2
"""Strangers' part of a piece of text, up to which it may be a few members'."""
STRAY: Final = 0.1
"""Strangers' exchanges with such a text, as a part of the members': somebody always says the same by chance."""


def _codes(log: Log) -> list[Ints]:
    """A column of small codes per trait that the sender of a request chooses, and not the operator's own programs.

    A relay sends its customers' requests from its own clients and addresses, so these do not tell them apart.
    """
    parameters = np.unique(log.column("parameters"), return_inverse=True)[1]
    shapes = []
    for name in SHAPES:
        values = log.column(name).astype(np.float64)
        edges = np.unique(np.quantile(values, np.arange(1, BINS) / BINS))
        shapes.append(np.searchsorted(edges, values, side="right"))
    return [parameters, log.capability.astype(np.int64) + 1, *shapes]


def _distance(left: Floats, right: Floats) -> float:
    """Total variation between two tables of shares."""
    return float(np.abs(left - right).sum() / 2)


def _shares(codes: Ints, rows: Codes, length: int) -> Floats:
    return np.bincount(codes[rows], minlength=length) / max(len(rows), 1)


def is_alike(log: Log, rows: Codes, rest: Codes) -> bool:
    """Whether the exchanges ``rest`` look like ``rows`` in the traits in which those differ from everybody else's.

    False where too few traits tell the operation's exchanges from others.
    """
    outside = np.ones(len(log), dtype=np.bool_)
    outside[rows], outside[rest] = False, False
    others = np.flatnonzero(outside & log.readable).astype(np.int32)
    if not len(rest) or not len(rows) or not len(others):
        return False
    parts = []
    for codes in _codes(log):
        own, left, usual = (_shares(codes, part, int(codes.max()) + 1) for part in (rows, rest, others))
        if _distance(own, usual) >= TELLING:
            parts.append(_distance(left, own) / _distance(own, usual))
    return len(parts) >= FEWEST_TRAITS and float(np.mean(parts)) <= ALIKE


def _occurrences(values: Keys, keys: Keys) -> Ints:
    """How often each of ``values`` (ascending) stands in ``keys``."""
    places = np.searchsorted(values, keys)
    places[places == len(values)] = 0
    hits = values[places] == keys
    return np.bincount(places[hits], minlength=len(values))


def _few_members_words(log: Log, postings: Postings, member: Marks) -> Marks:
    """Rows with an atom that a few members send often and strangers seldom."""
    found = usage(log, postings, member)
    often = (found.members >= SEVERAL) & (found.member_rows >= OFTEN * found.members)
    private = often & (found.rows - found.member_rows <= SELDOM * found.rows)
    rows = np.zeros(len(log), dtype=np.bool_)
    rows[postings.rows[np.repeat(private, np.diff(postings.offsets))]] = True
    return rows


def private_share(log: Log, postings: Postings, member: Marks, rest: Codes) -> float:
    """Share of ``rest`` that carries a fixed text which hardly anybody but members uses, several of them, often.

    Texts of few members: too few for words of the operation's own, or fewer customers than ``shared_atoms`` asks for;
    the latter are known by their first and last words, their system prompt or their tools.
    """
    if not len(rest):
        return 0.0
    others = ~member[log.account]
    found = _few_members_words(log, postings, member)[rest]
    for name in FIXED:
        keys = log.column(name).astype(np.uint64)
        mine, account = keys[rest], log.account[rest]
        values, codes = np.unique(mine, return_inverse=True)
        accounts = np.bincount(np.unique(np.stack([codes, account]), axis=1)[0], minlength=len(values))
        count = np.bincount(codes, minlength=len(values))
        outside = _occurrences(values, keys[others])
        private = (accounts >= SEVERAL) & (count >= OFTEN * accounts) & (values != 0)
        private &= outside <= STRAY * count
        found |= private[codes]
    return float(found.mean())
