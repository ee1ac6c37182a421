"""Which exchanges of an operation's accounts are its own, and which are honest traffic on the same account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import distinct_rows

DEDICATED: Final = 0.97
"""An operation whose accounts send at least this share of exchanges with its known text owns the rest as well."""
KIN: Final = 0.9
"""Share of an atom's exchanges among the known ones from which its other exchanges are the operation's too."""
FEWEST: Final = 4
COMMON: Final = 0.3
"""Share of the members that use a text of nobody else's, from which it is the operation's and not one client's."""

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Crew:
    """The accounts of an operation (sorted) and its rows (ascending)."""

    accounts: Codes
    rows: Codes


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


@kernel
def _common(offsets: Ints, rows: Codes, account: Codes, member: Marks, fewest: float, least: float) -> Marks:
    """Atoms that many members use and hardly anybody else."""
    out = np.zeros(len(offsets) - 1, dtype=np.bool_)
    stamp = np.full(len(member), -1, dtype=np.int64)
    for atom in range(len(out)):
        inside, members = 0, 0
        for j in range(offsets[atom], offsets[atom + 1]):
            who = account[rows[j]]
            if member[who]:
                inside += 1
                if stamp[who] != atom:
                    stamp[who] = atom
                    members += 1
        out[atom] = members >= fewest and inside >= least * (offsets[atom + 1] - offsets[atom])
    return out


def common_atoms(log: Log, postings: Postings, member: Marks) -> Ints:
    """Places of the postings that a good part of the members use, and hardly anybody else."""
    fewest = max(FEWEST, COMMON * member.sum())
    return np.flatnonzero(_common(postings.offsets, postings.rows, log.account, member, fewest, KIN))


def atom_rows(postings: Postings, chosen: Ints) -> Codes:
    """The distinct rows that carry any of the chosen atoms, ascending."""
    parts = [postings.rows[postings.offsets[i] : postings.offsets[i + 1]] for i in chosen]
    return distinct_rows(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int32)


def attributed(log: Log, postings: Postings, accounts: Codes, suspicious: Codes) -> Crew:
    """All rows of ``accounts`` that are the operation's own.

    Those are the ``suspicious`` rows, the rows that carry words which hardly occur elsewhere than in those or which
    many members and nobody else use, and, where that is nearly everything that its known accounts send, the rest.
    """
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    known = suspicious[member[log.account[suspicious]]]
    words = atom_rows(postings, np.union1d(kin_atoms(postings, known, len(log)), common_atoms(log, postings, member)))
    rows = np.union1d(known, words[member[log.account[words]]]).astype(np.int32)
    theirs = np.flatnonzero(member[log.account]).astype(np.int32)
    if _dedication(log, accounts, rows) >= DEDICATED:
        rows = theirs
    return Crew(accounts[np.isin(accounts, log.account[rows])], rows)


def _dedication(log: Log, accounts: Codes, rows: Codes) -> float:
    """Share of the operation's rows among the rows with text of those of its accounts that have any."""
    readable = (log.column("text") != 0) | (log.column("system") != 0)
    working = accounts[np.isin(accounts, log.account[rows])]
    whole = np.bincount(log.account[readable], minlength=len(log.registry))[working].sum()
    return float(readable[rows].sum() / max(int(whole), 1))
