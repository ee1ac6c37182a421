"""Pieces of text as keys that are the same in every log, and which of them are a campaign's own."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.evidence.log import Codes, Ints, Keys, Log

ENDS: Final = ("head", "tail", "system", "system_head", "tools")
LISTS: Final = ("shingles", "system_shingles")
FEWEST_ROWS: Final = 12
FEWEST_ACCOUNTS: Final = 4
"""Exchanges and accounts with a piece, below which it may be somebody's habit."""
PURE: Final = 0.9
"""Least part of a piece's exchanges that are the campaign's."""
SAMPLE: Final = 50_000
"""Exchanges, the campaign's and others', that are looked through at most, evenly spread."""

Marks = npt.NDArray[np.bool_]


def pieces(log: Log, rows: Codes | Ints) -> tuple[Keys, Codes]:
    """Every piece of fixed text that may be in ``rows``: its key, and the place in ``rows`` of the exchange."""
    traits = log.traits.select([*ENDS, *LISTS]).take(pa.array(rows)).combine_chunks()
    places = np.arange(len(rows), dtype=np.int32)
    found = [(_whole(traits, name).to_numpy(zero_copy_only=False), places) for name in ENDS]
    found += [_listed(_whole(traits, name), places) for name in LISTS]
    values = np.concatenate([_salted(keys, salt) for salt, (keys, _) in enumerate(found)])
    at = np.concatenate([where for _, where in found])
    kept = np.concatenate([keys != 0 for keys, _ in found])
    return values[kept], at[kept]


def own_pieces(log: Log, inside: Codes | Ints, outside: Codes | Ints) -> Keys:
    """Keys (ascending) that ``inside`` rows of several accounts have often and ``outside`` rows hardly ever."""
    ours = spread(inside)
    keys, at = pieces(log, ours)
    values, codes, counts = np.unique(keys, return_inverse=True, return_counts=True)
    users = np.unique(codes.astype(np.int64) * len(log.registry) + log.account[ours][at]) // max(len(log.registry), 1)
    often = (counts >= FEWEST_ROWS) & (np.bincount(users, minlength=len(values)) >= FEWEST_ACCOUNTS)
    values, here = values[often], counts[often] * (len(inside) / max(len(ours), 1))
    others = pieces(log, spread(outside))[0]
    hits = _occurrences(others, values)
    elsewhere = hits * (len(outside) / max(len(spread(outside)), 1))
    return np.asarray(values[here >= PURE * (here + elsewhere)])


def _occurrences(keys: Keys, values: Keys) -> Ints:
    """How often each of ``values`` (ascending) is among ``keys``."""
    places = np.searchsorted(values, keys)
    known = places[places < len(values)]
    same = values[known] == keys[places < len(values)]
    return np.bincount(known[same], minlength=len(values))


def spread(rows: Codes | Ints) -> Codes | Ints:
    """At most ``SAMPLE`` of ``rows``, evenly spread."""
    return rows[:: -(-len(rows) // SAMPLE) or 1]


def own_in_each(log: Log, rows: Codes | Ints, own: Keys) -> Ints:
    """How many of the pieces ``own`` each of ``rows`` has."""
    keys, at = pieces(log, rows)
    return np.bincount(at[np.isin(keys, own)], minlength=len(rows))


def _whole(traits: pa.Table, name: str) -> pa.Array:
    column = traits[name]
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _listed(lists: pa.ListArray, places: Codes) -> tuple[Keys, Codes]:
    lengths = np.asarray(lists.value_lengths().fill_null(0))
    return lists.flatten().to_numpy(zero_copy_only=False), np.repeat(places, lengths)


def _salted(values: npt.NDArray[np.generic], salt: int) -> Keys:
    """Keys of one column, told apart from those of another and spread evenly (Steele et al. 2014, SplitMix64)."""
    keys = values.astype(np.uint64) + np.uint64((salt + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF)
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(keys ^ (keys >> np.uint64(31)))
