"""Which exchanges of an operation's accounts are its own, and which are honest traffic on the same account."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.membership import Crew
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Ints, Log

DEDICATED: Final = 0.97
"""An operation whose accounts send at least this share of exchanges with its known text owns the rest as well."""
KIN: Final = 0.9
"""Share of an atom's exchanges among the known ones from which its other exchanges are the operation's too."""
FEWEST: Final = 4

Marks = npt.NDArray[np.bool_]


@kernel
def _kin(offsets: Ints, rows: Codes, known: Marks, fewest: int, least: float) -> Marks:
    """Atoms whose exchanges are nearly all among the known rows."""
    out = np.zeros(len(offsets) - 1, dtype=np.bool_)
    for atom in range(len(out)):
        hits = 0
        for j in range(offsets[atom], offsets[atom + 1]):
            hits += known[rows[j]]
        out[atom] = hits >= fewest and hits >= least * (offsets[atom + 1] - offsets[atom])
    return out


def kin_atoms(postings: Postings, rows: Codes, exchanges: int) -> Ints:
    """Places of the postings whose exchanges are nearly all among ``rows``: the operation's own words."""
    known = np.zeros(exchanges, dtype=np.bool_)
    known[rows] = True
    return np.flatnonzero(_kin(postings.offsets, postings.rows, known, FEWEST, KIN))


def atom_rows(postings: Postings, chosen: Ints) -> Codes:
    """The distinct rows that carry any of the chosen atoms, ascending."""
    parts = [postings.rows[postings.offsets[i] : postings.offsets[i + 1]] for i in chosen]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int32)


def attributed(log: Log, postings: Postings, crew: Crew) -> Crew:
    """The crew with all rows that are its own: known by their text, or by words that go with it; all where nearly all are."""
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[crew.accounts] = True
    theirs = np.flatnonzero(member[log.account]).astype(np.int32)
    words = atom_rows(postings, kin_atoms(postings, crew.rows, len(log)))
    rows = np.union1d(crew.rows, words[member[log.account[words]]]).astype(np.int32)
    return Crew(crew.accounts, theirs if len(rows) >= DEDICATED * len(theirs) else rows)
