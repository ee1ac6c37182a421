"""Which exchanges of an operation's accounts are its own, and which are honest traffic on the same account."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Ints, Log

DEDICATED: Final = 0.97
"""An operation whose accounts send at least this share of exchanges with its own text owns the rest as well."""


def atom_rows(postings: Postings, chosen: Ints) -> Codes:
    """The distinct rows that carry any of the chosen atoms, ascending."""
    parts = [postings.rows[postings.offsets[i] : postings.offsets[i + 1]] for i in chosen]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int32)


def attributed(log: Log, postings: Postings, accounts: Codes, own: Ints) -> Codes:
    """Rows of ``accounts`` that carry the operation's own text; all their rows where it has none or nearly all carry it."""
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    theirs = np.flatnonzero(member[log.account]).astype(np.int32)
    marked = atom_rows(postings, own)
    marked = marked[member[log.account[marked]]]
    if not len(marked) or len(marked) >= DEDICATED * len(theirs):
        return theirs
    return marked
