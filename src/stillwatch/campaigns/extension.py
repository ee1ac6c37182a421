"""Operations found on a choice of exchanges, extended to all exchanges of their accounts.

The stages before this one weigh a bounded choice of every account's exchanges. The others are dealt by what those
showed: an exchange with a piece of text that is the operation's own is the operation's, as in attribution; so is every
exchange of an account that sent nothing else; a later turn goes with its conversation's first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.conversations import Beginnings, Small, Wide, conversation_keys
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.own_pieces import PieceTable, learned, number_of
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Ints, Keys, Log
from stillwatch.fingerprints.outline import Offsets, Pieces

NOBODY: Final = -1
MOST_CHANCE: Final = 0.01
"""Probability that an account with other exchanges would show none among those held, up to which it has none."""
UNKNOWN: Final = -1

Capability = npt.NDArray[np.int8]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Outlines:
    """A batch of outlines as columns: see ``OUTLINE``. ``draw`` is the number that an exchange's id gave it."""

    draw: Keys
    account: Codes
    time: Ints
    conversation: Keys
    offsets: Offsets
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Judged:
    """The exchanges held, in order of their draws: whose they are and what they are after, -1 for none.

    ``ceiling`` is the highest draw that is held of each account.
    """

    draw: Keys
    owner: Wide
    capability: Capability
    ceiling: Keys

    def held(self, rows: Outlines) -> Marks:
        """Which rows are among the exchanges held."""
        return np.asarray(rows.draw <= self.ceiling[rows.account])


@dataclass(frozen=True, slots=True)
class Extension:
    """How every exchange is dealt.

    ``members[i, a]`` says whether account a is in operation i; ``wholly`` is, per account, the operation that has all
    its exchanges, -1 for none.
    """

    table: PieceTable
    members: Marks
    wholly: Codes
    judged: Judged


def extension_of(
    log: Log, operations: Sequence[Operation], draw: Keys, ceiling: Keys, capability: Capability
) -> Extension:
    """Learn from ``operations`` found in ``log``, whose rows have the numbers ``draw`` and are after ``capability``."""
    owner = np.full(len(log), NOBODY, dtype=np.int32)
    members = np.zeros((len(operations), len(log.registry)), dtype=np.bool_)
    for i in reversed(range(len(operations))):
        owner[operations[i].rows] = i
        members[i, operations[i].accounts] = True
    order = np.argsort(draw)
    judged = Judged(draw[order], owner[order].astype(np.int16), capability[order], ceiling)
    return Extension(learned(log, operations, owner, capability), members, _wholly(log, owner, members), judged)


def _wholly(log: Log, owner: Codes, members: Marks) -> Codes:
    """Of each account, the operation that owns all its exchanges held; -1 where something is not, or might not be.

    Where an operation's accounts carry other exchanges too, a few of an account's that are the operation's say little:
    there have to be so many that an account with the usual part of others would hardly show none.
    """
    whole = np.bincount(log.account, minlength=members.shape[1])
    out = np.full(members.shape[1], NOBODY, dtype=np.int32)
    for i in range(len(members)):
        own = np.bincount(log.account[owner == i], minlength=members.shape[1])
        part = own[members[i]].sum() / max(whole[members[i]].sum(), 1)
        out[members[i] & (own == whole) & ((part == 1) | (part**own <= MOST_CHANCE))] = i
    return out


@kernel
def _voted(found: Ints, votes: npt.NDArray[np.float32]) -> int:
    """The capability with most votes of the pieces ``found``, -1 where they have none."""
    best, most = UNKNOWN, np.float32(0)
    for kind in range(votes.shape[1]):
        total = np.float32(0)
        for number in found:
            total += votes[np.uint64(number), np.uint64(kind)]
        if total > most:
            best, most = kind, total
    return best


@kernel
def _by_pieces(
    account: Codes,
    offsets: Offsets,
    pieces: Pieces,
    table: PieceTable,
    members: Marks,
    wholly: Codes,
    anybody: Marks,
    owner: Wide,
    capability: Small,
) -> None:
    """A row is the operation's with most own pieces in it; pieces vote by the squares of their shares."""
    said = np.zeros(len(members), dtype=np.int64)
    found = np.empty(np.diff(offsets).max(), dtype=np.int64)
    for row in range(len(account)):
        who, known = np.uint64(account[row]), 0
        if not anybody[who]:
            continue
        said[:] = 0
        for j in range(np.uint64(offsets[row]), np.uint64(offsets[row + 1])):
            number = number_of(table.slots, pieces[j])
            if number >= 0:
                found[known] = number
                known += 1
                whose = table.owner[np.uint64(number)]
                if whose >= 0 and members[whose, who]:
                    said[whose] += 1
        best = np.argmax(said)
        owner[row] = best if said[best] > 0 else wholly[who]
        if owner[row] >= 0:
            capability[row] = _voted(found[:known], table.votes)


def by_pieces(extension: Extension, rows: Outlines) -> tuple[Wide, Small]:
    """Whose each row is by text and account, and what it is after; -1 for none. Rows held keep their verdict."""
    owner = np.full(len(rows.account), NOBODY, dtype=np.int16)
    capability = np.full(len(rows.account), UNKNOWN, dtype=np.int8)
    members = extension.members
    if not len(members) or not len(rows.account):
        return owner, capability
    anybody = np.asarray(members.any(axis=0))
    _by_pieces(
        rows.account, rows.offsets, rows.pieces, extension.table, members, extension.wholly, anybody, owner, capability
    )
    _keep(extension.judged, rows, owner, capability)
    return owner, capability


def _keep(judged: Judged, rows: Outlines, owner: Wide, capability: Small) -> None:
    held = np.flatnonzero(judged.held(rows))
    at = np.searchsorted(judged.draw, rows.draw[held])
    owner[held], capability[held] = judged.owner[at], judged.capability[at]


def keys_of(extension: Extension, rows: Outlines) -> Keys:
    """The conversation of each row of an operation's account; 0 for others."""
    theirs = np.asarray(extension.members.any(axis=0))[rows.account]
    return conversation_keys(rows.conversation, rows.account, theirs)


def with_conversations(
    extension: Extension, rows: Outlines, keys: Keys, begun: Beginnings, owner: Wide, capability: Small
) -> tuple[Wide, Small]:
    """The verdicts of ``by_pieces``, later turns with those of their conversation's beginning where they have none.

    ``keys`` are those of the rows' conversations.
    """
    held = extension.judged.held(rows)
    first, aim = begun.of(keys)
    joined = (owner == NOBODY) & (first != NOBODY) & ~held
    owner = np.where(joined, first, owner)
    follows = (owner != NOBODY) & (first == owner) & (aim != UNKNOWN) & ~held
    return owner.astype(np.int16), np.where(follows, aim, capability).astype(np.int8)
