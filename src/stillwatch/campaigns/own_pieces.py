"""Which pieces of text tell an operation's exchanges, and what these are after, learned from the exchanges held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.attribution import FEWEST, KIN
from stillwatch.campaigns.operation import Operation
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.fingerprints.outline import Offsets, Pieces, text_pieces
from stillwatch.records.vocabulary import CAPABILITIES

KINDS: Final = len(CAPABILITIES)
ROOM: Final = 4
"""Slots per key in a table of keys: most look-ups miss, and end at the first empty slot."""
NOBODY: Final = -1

Floats = npt.NDArray[np.float32]
Capability = npt.NDArray[np.int8]


class PieceTable(NamedTuple):
    """Pieces by their numbers: ``owner`` has the operation that owns each, or -1, and ``votes`` what it says of aims.

    ``votes`` are the squared shares of each capability among the exchanges of operations that carry the piece.
    ``slots`` find a number: each has a piece (0 for none) and its number beside it, so that both come at once.
    """

    slots: Pieces
    owner: Codes
    votes: Floats


@kernel
def _fill(keys: Pieces, slots: Pieces) -> None:
    mask = np.uint64(len(slots) - 1)
    for number in range(len(keys)):
        place = np.uint64(keys[number]) & mask
        while slots[place, 0] != 0:
            place = (place + np.uint64(1)) & mask
        slots[place, 0], slots[place, 1] = keys[number], number


@kernel
def number_of(slots: Pieces, piece: np.uint32) -> np.int64:
    """The number of a piece; -1 where it is none of the table's."""
    mask = np.uint64(len(slots) - 1)
    place = np.uint64(piece) & mask
    while slots[place, 0] != 0 and slots[place, 0] != piece:
        place = (place + np.uint64(1)) & mask
    return np.int64(slots[place, 1]) if slots[place, 0] != 0 else np.int64(NOBODY)


@kernel
def _tallied(number: Codes, at: Codes, owner: Codes, capability: Capability, own: Ints, votes: Floats) -> None:
    for i in range(len(number)):
        who = owner[at[i]]
        if who >= 0:
            own[number[i], who] += 1
            if capability[at[i]] >= 0:
                votes[number[i], capability[at[i]]] += 1


def pieces_of(log: Log) -> tuple[Pieces, Offsets]:
    """The pieces of all rows of a log one after another, and where those of each row begin."""
    parts = [text_pieces(batch) for batch in log.traits.to_batches()]
    values = np.concatenate([part.values.to_numpy() for part in parts])
    sizes = np.concatenate([np.diff(part.offsets.to_numpy()) for part in parts])
    return values, np.concatenate([[0], np.cumsum(sizes)])


def learned(log: Log, operations: Sequence[Operation], owner: Codes, capability: Capability) -> PieceTable:
    """The pieces that stand in at least ``FEWEST`` exchanges of operations.

    A piece is the operation's in whose exchanges at least ``KIN`` of those that carry it are, as an atom is in
    attribution. ``owner`` and ``capability`` are per row of the log, -1 for none.
    """
    values, offsets = pieces_of(log)
    sizes = np.diff(offsets)
    theirs = np.repeat(owner >= 0, sizes)
    keys, counts = np.unique(values[theirs], return_counts=True)
    keys = keys[(counts >= FEWEST) & (keys != 0)]
    slots = slots_of(keys)
    number = _numbers(values, slots)
    known = number >= 0
    number, at = number[known], np.repeat(np.arange(len(owner), dtype=np.int32), sizes)[known]
    own = np.zeros((len(keys), max(len(operations), 1)), dtype=np.int64)
    votes = np.zeros((len(keys), KINDS), dtype=np.float32)
    _tallied(number, at, owner, capability, own, votes)
    whole = np.bincount(number, minlength=len(keys))
    first = own.argmax(axis=1)
    best = own.max(axis=1)
    mine = np.where((best >= FEWEST) & (best >= KIN * whole), first, NOBODY).astype(np.int32)
    return PieceTable(slots, mine, (votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)) ** 2)


def slots_of(keys: Pieces) -> Pieces:
    """Slots (slots x 2) in which ``keys``, none of them 0, are found by their places."""
    slots = np.zeros((1 << max(4, (ROOM * len(keys)).bit_length()), 2), dtype=np.uint32)
    _fill(keys, slots)
    return slots


@kernel
def _numbers(values: Pieces, slots: Pieces) -> Codes:
    out = np.empty(len(values), dtype=np.int32)
    for i in range(np.uint64(len(values))):
        out[i] = number_of(slots, values[i])
    return out
