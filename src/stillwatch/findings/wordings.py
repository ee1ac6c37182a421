"""Which wording each exchange of an operation carries: rows that share several pieces of fixed text are one group."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.families import Families, families_of
from stillwatch.evidence.log import Codes, Ints, Keys, Log

NO_WORDING: Final = -1
FEWEST_ROWS: Final = 8
FEWEST_PIECES: Final = 2
SURE_PIECES: Final = 3
"""Fixed text shows in several places of a request at once; a payload's turn of phrase that recurs shows in one or two,
so a family of few pieces counts only where there is no other."""
MOST_PAIRS: Final = 4_000_000
"""Above this many pieces of text only a part of the shingles is read, the same part in every exchange."""

_ENDS: Final = ("head", "tail", "system", "system_head")
_LISTS: Final = ("shingles", "system_shingles")


@kernel
def _first_ranked(families: Codes, rank: Ints, offsets: Ints, rows: Codes, count: int) -> Codes:
    """Per row the family of lowest rank among ``families``, -1 for none."""
    out = np.full(count, -1, dtype=np.int32)
    for family in families:
        for j in range(offsets[family], offsets[family + 1]):
            held = out[rows[j]]
            if held < 0 or rank[family] < rank[held]:
                out[rows[j]] = family
    return out


def wordings(log: Log, rows: Codes) -> Codes:
    """A group number for each of an operation's ``rows``, ``NO_WORDING`` where no fixed text is seen in it."""
    if not len(rows):
        return np.empty(0, dtype=np.int32)
    postings = _postings(*_pairs(log, rows))
    families = families_of(postings, len(rows))
    sizes, pieces = np.diff(families.offsets), _pieces(families)
    worded = np.flatnonzero((pieces >= FEWEST_PIECES) & (sizes >= FEWEST_ROWS)).astype(np.int32)
    # The family with the fewest rows is the wording; larger ones are frames that several wordings share.
    rank = sizes + np.where(pieces >= SURE_PIECES, 0, len(rows) + 1)
    return _first_ranked(worded, rank, families.offsets, families.rows, len(rows))


def _pieces(families: Families) -> Ints:
    return np.bincount(families.of_atom, minlength=len(families)).astype(np.int64)


def _pairs(log: Log, rows: Codes) -> tuple[Keys, Codes]:
    """Every (piece of text, place in ``rows``) of the operation."""
    traits = log.traits.select([*_ENDS, *_LISTS]).take(pa.array(rows)).combine_chunks()
    places = np.arange(len(rows), dtype=np.int32)
    found = [(traits[name].combine_chunks().to_numpy(zero_copy_only=False), places) for name in _ENDS]
    found += [_listed(traits[name].combine_chunks()) for name in _LISTS]
    keys = np.concatenate([_salted(values, salt) for salt, (values, _) in enumerate(found)])
    at = np.concatenate([places for _, places in found])
    kept = np.concatenate([values != 0 for values, _ in found])
    return keys[kept], at[kept]


def _listed(lists: pa.ListArray) -> tuple[Keys, Codes]:
    values = lists.flatten().to_numpy(zero_copy_only=False)
    places = np.repeat(np.arange(len(lists), dtype=np.int32), np.asarray(lists.value_lengths().fill_null(0)))
    part = -(-len(values) // MOST_PAIRS) or 1
    kept = values % part == 0
    return values[kept], places[kept]


def _salted(values: Keys, salt: int) -> Keys:
    keys: Keys = (values.astype(np.uint64) + np.uint64(salt + 1)) * np.uint64(0x9E3779B97F4A7C15)
    return keys ^ (keys >> np.uint64(29))


def _postings(keys: Keys, places: Codes) -> Postings:
    """Pieces that at least ``FEWEST_ROWS`` rows carry."""
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    starts = np.flatnonzero(np.diff(keys, prepend=keys[:1] + np.uint64(1)) != 0)
    sizes = np.diff(starts, append=len(keys))
    kept = sizes >= FEWEST_ROWS
    return Postings(
        atom=keys[starts[kept]],
        place=np.zeros(int(kept.sum()), dtype=np.int8),
        offsets=np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.int64),
        rows=places[np.repeat(kept, sizes)],
        customers=np.zeros(int(kept.sum()), dtype=np.int32),
    )
