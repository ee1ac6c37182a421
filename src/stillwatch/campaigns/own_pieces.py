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
    """A table of pieces: slot i has ``keys[i]`` (0 for none), the operation that owns it or -1, and its votes.

    ``votes`` are the shares of each capability among the exchanges of operations that carry the piece.
    """

    keys: Pieces
    owner: Codes
    votes: Floats


@kernel
def _slots(keys: Pieces, size: int) -> Ints:
    mask = np.uint32(size - 1)
    taken = np.zeros(size, dtype=np.bool_)
    out = np.empty(len(keys), dtype=np.int64)
    for i in range(len(keys)):
        place = keys[i] & mask
        while taken[place]:
            place = (place + np.uint32(1)) & mask
        taken[place] = True
        out[i] = place
    return out


@kernel
def slot_of(keys: Pieces, piece: np.uint32) -> np.int64:
    """Where a piece stands in the table; -1 where it does not."""
    mask = np.int64(len(keys) - 1)
    place = np.int64(piece) & mask
    while keys[place] != 0 and keys[place] != piece:
        place = (place + 1) & mask
    return place if keys[place] != 0 else np.int64(-1)


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
    number = _places(values, _slotted(keys))
    known = number >= 0
    number, at = number[known], np.repeat(np.arange(len(owner), dtype=np.int32), sizes)[known]
    own = np.zeros((len(keys), max(len(operations), 1)), dtype=np.int64)
    votes = np.zeros((len(keys), KINDS), dtype=np.float32)
    _tallied(number, at, owner, capability, own, votes)
    whole = np.bincount(number, minlength=len(keys))
    first = own.argmax(axis=1)
    best = own.max(axis=1)
    mine = np.where((best >= FEWEST) & (best >= KIN * whole), first, NOBODY).astype(np.int32)
    return _table(keys, mine, votes / np.maximum(votes.sum(axis=1, keepdims=True), 1))


def _size(keys: Pieces) -> int:
    return 1 << max(4, (ROOM * len(keys)).bit_length())


def _slotted(keys: Pieces) -> tuple[Pieces, Codes]:
    """A table of keys, and the place of each slot's key among them."""
    places = _slots(keys, _size(keys))
    slots, number = np.zeros(_size(keys), dtype=np.uint32), np.full(_size(keys), NOBODY, dtype=np.int32)
    slots[places], number[places] = keys, np.arange(len(keys), dtype=np.int32)
    return slots, number


@kernel
def _places(values: Pieces, table: tuple[Pieces, Codes]) -> Codes:
    """The place of each value among the keys of a table; -1 where it is none of them."""
    slots, number = table
    out = np.empty(len(values), dtype=np.int32)
    for i in range(len(values)):
        place = slot_of(slots, values[i])
        out[i] = number[place] if place >= 0 else NOBODY
    return out


def _table(keys: Pieces, owner: Codes, votes: Floats) -> PieceTable:
    size = _size(keys)
    places = _slots(keys, size)
    table = PieceTable(
        np.zeros(size, dtype=np.uint32), np.full(size, NOBODY, dtype=np.int32), np.zeros((size, KINDS), np.float32)
    )
    table.keys[places], table.owner[places], table.votes[places] = keys, owner, votes
    return table
