"""Atoms that stand in the same exchanges are one fixed text; the exchanges that carry it are a family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.engines.ranges import over_ranges
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Codes, Ints
from stillwatch.evidence.unions import join_sets, settle

HASHES: Final = 24
BANDS: Final = 12
ALIKE: Final = 16
"""Of ``HASHES`` min-hashes of two atoms' exchange sets, how many must agree: Jaccard similarity of about 2/3."""

Signatures = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Families:
    """Family i is ``rows[offsets[i]:offsets[i+1]]`` (ascending); ``of_atom`` maps each posting's atom to its family."""

    offsets: Ints
    rows: Codes
    of_atom: Codes

    def __len__(self) -> int:
        return len(self.offsets) - 1


@kernel
def _signatures(offsets: Ints, rows: Codes) -> Signatures:
    """Min-hashes (Broder 1997) of each atom's set of rows."""
    out = np.full((len(offsets) - 1, HASHES), np.uint32(0xFFFFFFFF), dtype=np.uint32)
    for atom in range(len(offsets) - 1):
        for j in range(offsets[atom], offsets[atom + 1]):
            state = np.uint64(rows[j]) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x1234567)
            for k in range(HASHES):
                state ^= state >> np.uint64(27)
                state *= np.uint64(0x94D049BB133111EB)
                value = np.uint32(state >> np.uint64(32))
                out[atom, k] = min(out[atom, k], value)
    return out


@kernel
def _join_alike(order: Ints, keys: npt.NDArray[np.uint64], signatures: Signatures, parent: Codes) -> None:
    """Within runs of equal band keys, join neighbours whose signatures agree enough."""
    for i in range(1, len(order)):
        left, right = order[i - 1], order[i]
        if keys[left] != keys[right]:
            continue
        agree = 0
        for k in range(HASHES):
            if signatures[left, k] == signatures[right, k]:
                agree += 1
        if agree >= ALIKE:
            join_sets(parent, left, right)


@kernel
def _member_rows(starts: Ints, atoms: Ints, offsets: Ints, rows: Codes, length: int) -> tuple[Ints, Codes]:
    """Rows that carry at least half of the atoms of each family, ascending."""
    counts = np.zeros(length, dtype=np.int32)
    out_offsets = np.zeros(len(starts), dtype=np.int64)
    out = np.empty(len(rows), dtype=np.int32)
    used = 0
    for family in range(len(starts) - 1):
        first, last = starts[family], starts[family + 1]
        need = (last - first + 1) // 2
        begin = used
        for a in range(first, last):
            for j in range(offsets[atoms[a]], offsets[atoms[a] + 1]):
                counts[rows[j]] += 1
                if counts[rows[j]] == need:
                    out[used] = rows[j]
                    used += 1
        for a in range(first, last):
            for j in range(offsets[atoms[a]], offsets[atoms[a] + 1]):
                counts[rows[j]] = 0
        out[begin:used].sort()
        out_offsets[family + 1] = used
    return out_offsets, out[:used].copy()


def families_of(postings: Postings, exchanges: int, threads: int = 1) -> Families:
    """Cluster atoms by the exchanges they stand in; ``exchanges`` is the number of rows in the log."""

    def sign(begin: int, end: int) -> Signatures:
        return _signatures(postings.offsets[begin : end + 1], postings.rows)

    signatures = np.concatenate(over_ranges(sign, postings.offsets, threads))
    parent = np.arange(len(postings), dtype=np.int32)
    wide = HASHES // BANDS
    for band in range(BANDS):
        part = signatures[:, band * wide : (band + 1) * wide].astype(np.uint64)
        keys = part[:, 0] << np.uint64(32) | part[:, 1]
        _join_alike(np.argsort(keys, kind="stable"), keys, signatures, parent)
    of_atom = np.unique(settle(parent), return_inverse=True)[1].astype(np.int32)
    atoms = np.argsort(of_atom, kind="stable")
    starts = np.searchsorted(of_atom[atoms], np.arange(of_atom.max(initial=-1) + 2)).astype(np.int64)
    offsets, rows = _member_rows(starts, atoms, postings.offsets, postings.rows, exchanges)
    return Families(offsets, rows, of_atom)
