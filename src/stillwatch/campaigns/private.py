"""How much of the members' other exchanges carries texts that a few of them share with hardly anybody else."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.words import Marks, usage
from stillwatch.evidence.log import Codes, Ints, Keys
from stillwatch.evidence.slices import ranges

FIXED: Final = ("head", "tail", "system", "tools")
SEVERAL: Final = 2
OFTEN: Final = 3
"""Accounts that use a private text, and exchanges of each with it on average."""
SELDOM: Final = 0.2
"""Strangers' part of a piece of text, up to which it may be a few members'."""
STRAY: Final = 0.1
"""Strangers' exchanges with such a text, as a part of the members': somebody always says the same by chance."""


def _occurrences(values: Keys, keys: Keys) -> Ints:
    """How often each of ``values`` (ascending) stands in ``keys``."""
    places = np.searchsorted(values, keys)
    places[places == len(values)] = 0
    hits = values[places] == keys
    return np.bincount(places[hits], minlength=len(values))


def _few_members_words(corpus: Corpus, member: Marks) -> Marks:
    """Rows with an atom that a few members send often and strangers seldom."""
    found = usage(corpus.contents, corpus.contents.accounts, member)
    often = (found.members >= SEVERAL) & (found.member_rows >= OFTEN * found.members)
    private = often & (found.rows - found.member_rows <= SELDOM * found.rows)
    rows = np.zeros(len(corpus.log), dtype=np.bool_)
    rows[ranges(corpus.postings.rows, corpus.postings.offsets, np.flatnonzero(private))] = True
    return rows


def private_share(corpus: Corpus, member: Marks, rest: Codes) -> float:
    """Share of ``rest`` that carries a fixed text which hardly anybody but members uses, several of them, often.

    Texts of few members: too few for words of the operation's own, or fewer customers than ``shared_atoms`` asks for;
    the latter are known by their first and last words, their system prompt or their tools.
    """
    if not len(rest):
        return 0.0
    log = corpus.log
    others = ~member[log.account]
    found = _few_members_words(corpus, member)[rest]
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
