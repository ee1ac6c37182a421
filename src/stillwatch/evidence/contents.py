"""Which shared atoms stand in each exchange: postings read the other way, so that a few exchanges are soon counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.atoms import Postings, distinct_senders
from stillwatch.evidence.log import Codes, Ints, Log

Marks = npt.NDArray[np.bool_]
ONE: Final = np.uint64(1)


class Senders(NamedTuple):
    """Who sent each exchange, and how many of them send each atom: accounts, or customers."""

    of_row: Codes
    users: Codes


@dataclass(frozen=True, slots=True)
class Contents:
    """Exchange i has the atoms ``atoms[offsets[i]:offsets[i+1]]`` (ascending); ``sizes`` are an atom's exchanges."""

    offsets: Ints
    atoms: Codes
    sizes: Ints
    accounts: Senders
    customers: Senders

    def tally(self, rows: Codes | Ints) -> Ints:
        """Per atom, in how many of ``rows`` it stands."""
        out = np.zeros(len(self.sizes), dtype=np.int64)
        _tally(self.offsets, self.atoms, rows, out)
        return out

    def sent_by(self, senders: Senders, member: Marks) -> tuple[Ints, Ints]:
        """Per atom, the exchanges of the senders marked, and how many of them send it."""
        rows = np.flatnonzero(member[senders.of_row])
        rows = rows[np.argsort(senders.of_row[rows], kind="stable")]
        out = np.zeros((len(self.sizes), 3), dtype=np.int32)
        _count(self.offsets, self.atoms, rows, senders.of_row, out)
        return out[:, 0].astype(np.int64), out[:, 1].astype(np.int64)


@kernel
def _inverted(offsets: Ints, rows: Codes, starts: Ints) -> Codes:
    """The atoms of each row; ``starts`` holds how many each row has, and then where they begin."""
    for row in rows:
        starts[row + 1] += 1
    for row in range(len(starts) - 1):
        starts[row + 1] += starts[row]
    out = np.empty(len(rows), dtype=np.int32)
    cursor = starts.copy()
    for atom in range(len(offsets) - 1):
        for j in range(offsets[atom], offsets[atom + 1]):
            out[cursor[rows[j]]] = atom
            cursor[rows[j]] += 1
    return out


@kernel
def _tally(offsets: Ints, atoms: Codes, rows: Codes | Ints, out: Ints) -> None:
    for one in rows:
        row = np.uint64(one)
        for j in range(np.uint64(offsets[row]), np.uint64(offsets[row + ONE])):
            out[np.uint64(atoms[j])] += 1


@kernel
def _count(offsets: Ints, atoms: Codes, rows: Ints, sender: Codes, out: Codes) -> None:
    """Count exchanges and senders per atom; ``rows`` come sender by sender, so that an atom's last one tells a new.

    The three numbers of an atom stand beside each other: atoms come in no order, and each would be fetched by itself.
    """
    for one in rows:
        row = np.uint64(one)
        who = sender[row] + 1
        for j in range(np.uint64(offsets[row]), np.uint64(offsets[row + ONE])):
            atom = np.uint64(atoms[j])
            out[atom, 0] += 1
            out[atom, 1] += out[atom, 2] != who
            out[atom, 2] = who


def contents_of(log: Log, postings: Postings) -> Contents:
    """The contents of all exchanges of a log."""
    offsets = np.zeros(len(log) + 1, dtype=np.int64)
    atoms = _inverted(postings.offsets, postings.rows, offsets)
    accounts = distinct_senders(postings.offsets, postings.rows, log.account, len(log.registry))
    return Contents(
        offsets,
        atoms,
        np.diff(postings.offsets),
        Senders(log.account, accounts),
        Senders(log.customer, postings.customers),
    )
