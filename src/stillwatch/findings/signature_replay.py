"""Sealed reasoning blocks of one session that come back in other sessions or from other accounts."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Codes, Ints, Keys, Log, one_array
from stillwatch.findings.shown import Shown, using

FEWEST_SESSIONS: Final = 3
"""Conversations of one account that a block must be in: a person who branches a conversation takes it into a second."""
FEWEST_REPLAYS: Final = 5
"""Uses beyond a block's first session, over all blocks; a block or two that two colleagues share are no campaign."""
FIXED_TEXT: Final = 0.8
"""A block in more of the campaign's requests than this is part of its template, unless the wording says replay."""


class _Uses(NamedTuple):
    """Every (block, row) of an operation; ``block`` numbers the distinct blocks."""

    block: Ints
    row: Codes
    blocks: int


def signature_replay(log: Log, operation: Operation) -> Shown | None:
    """The exchanges with a block that several sessions or accounts of the operation sent; None where too few did."""
    uses = _uses(log, operation.rows)
    if not uses.blocks:
        return None
    accounts = _distinct(uses, log.account[uses.row].astype(np.uint64) + np.uint64(1))
    sessions = _distinct(uses, log.conversations[uses.row])
    widest = np.maximum(accounts, np.where(sessions >= FEWEST_SESSIONS, sessions, 1))
    replayed = (widest > 1) & ~_in_the_template(log, operation, uses)
    replays = int((widest[replayed] - 1).sum())
    if replays < FEWEST_REPLAYS:
        return None
    rows = np.unique(uses.row[replayed[uses.block]])
    return Shown(
        rows,
        f"{int(replayed.sum()):,} sealed reasoning blocks were sent in more than one session, {replays:,} times beyond "
        f"their first; the widest came from {int(accounts[replayed].max()):,} accounts.",
    )


def _uses(log: Log, rows: Codes) -> _Uses:
    lists = one_array(log.traits.select(["seals"]).take(pa.array(rows)), "seals")
    sizes = np.asarray(lists.value_lengths().fill_null(0))
    values, block = np.unique(lists.flatten().to_numpy(zero_copy_only=False), return_inverse=True)
    return _Uses(block.astype(np.int64), np.repeat(rows, sizes), len(values))


def _distinct(uses: _Uses, keys: Keys) -> Ints:
    """How many distinct keys each block has; 0 stands for no key."""
    known = keys != 0
    pairs = np.unique(np.stack([uses.block[known].astype(np.uint64), keys[known]]), axis=1)
    return np.bincount(pairs[0].astype(np.int64), minlength=uses.blocks)


def _in_the_template(log: Log, operation: Operation, uses: _Uses) -> npt.NDArray[np.bool_]:
    """Per block, whether nearly every request has it without saying that it is replayed."""
    pairs = np.unique(np.stack([uses.block, uses.row.astype(np.int64)]), axis=1)
    held = np.bincount(pairs[0], minlength=uses.blocks)
    says = np.bincount(pairs[0], weights=using(log, "signature_replay")[pairs[1]], minlength=uses.blocks)
    common: npt.NDArray[np.bool_] = (held > FIXED_TEXT * len(operation.rows)) & (says < held / 2)
    return common
