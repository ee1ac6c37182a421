"""Exchanges that were not held are dealt by what those showed that were."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.conversations import Beginnings
from stillwatch.campaigns.extension import Extension, Judged, Outlines, by_pieces, keys_of, with_conversations
from stillwatch.campaigns.own_pieces import KINDS, PieceTable, slots_of

OWN, COMMON, OTHER = 1, 2, 3
"""A piece of operation 0, one that says what is sought but is nobody's, and one that is not known."""
MEMBER, WHOLLY, STRANGER = 0, 1, 2


@pytest.fixture
def extension() -> Extension:
    """One operation: one account that mixes, one that does nothing else."""
    votes = np.zeros((2, KINDS), dtype=np.float32)
    votes[0, 4], votes[1, 5] = 1, 0.25
    table = PieceTable(slots_of(np.array([OWN, COMMON], dtype=np.uint32)), np.array([0, -1], np.int32), votes)
    judged = Judged(
        np.array([10], np.uint64), np.array([-1], np.int16), np.array([7], np.int8), np.full(3, 10, np.uint64)
    )
    return Extension(table, np.array([[True, True, False]]), np.array([-1, 0, -1], dtype=np.int32), judged)


def rows(*each: tuple[int, list[int], int]) -> Outlines:
    """Rows of account, pieces and conversation, none of them held, a second apart."""
    sizes = [len(pieces) for _, pieces, _ in each]
    return Outlines(
        np.arange(100, 100 + len(each), dtype=np.uint64),
        np.array([who for who, _, _ in each], dtype=np.int32),
        np.arange(len(each), dtype=np.int64),
        np.array([talk for _, _, talk in each], dtype=np.uint64),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        np.array([piece for _, pieces, _ in each for piece in pieces], dtype=np.uint32),
    )


def test_own_pieces_and_wholly_dedicated_accounts(extension: Extension) -> None:
    given = rows((MEMBER, [OTHER, OWN], 0), (MEMBER, [OTHER, COMMON], 0), (WHOLLY, [OTHER], 0), (STRANGER, [OWN], 0))

    owner, capability = by_pieces(extension, given)

    assert owner.tolist() == [0, -1, 0, -1]
    assert capability.tolist() == [4, -1, -1, -1]


def test_what_was_held_keeps_its_verdict(extension: Extension) -> None:
    given = rows((MEMBER, [OWN], 0))
    held = Outlines(
        np.array([10], np.uint64), given.account, given.time, given.conversation, given.offsets, given.pieces
    )

    owner, capability = by_pieces(extension, held)

    assert (owner.tolist(), capability.tolist()) == ([-1], [7])


def test_later_turns_go_with_their_conversation(extension: Extension) -> None:
    given = rows(
        (MEMBER, [OWN], 9), (MEMBER, [OTHER], 9), (MEMBER, [OTHER], 7), (MEMBER, [OWN], 7), (STRANGER, [OTHER], 9)
    )
    owner, capability = by_pieces(extension, given)
    keys, begun = keys_of(extension, given), Beginnings()
    begun.note(keys, given.time, owner, capability)

    owner, capability = with_conversations(extension, given, keys, begun, owner, capability)

    assert owner.tolist() == [0, 0, -1, 0, -1]
    assert capability.tolist() == [4, 4, -1, 4, -1]


def test_without_operations_nothing_is_owned() -> None:
    nothing = PieceTable(slots_of(np.zeros(0, np.uint32)), np.zeros(0, np.int32), np.zeros((0, KINDS), np.float32))
    nobody = Judged(np.zeros(0, np.uint64), np.zeros(0, np.int16), np.zeros(0, np.int8), np.zeros(3, np.uint64))
    extension = Extension(nothing, np.zeros((0, 3), dtype=np.bool_), np.full(3, -1, dtype=np.int32), nobody)

    assert by_pieces(extension, rows((MEMBER, [OWN], 0)))[0].tolist() == [-1]
