"""A bounded choice of every account's exchanges, the same in whatever order they come.

Exchanges of one account are no independent witnesses, so a few dozen of each say nearly all; and since it is accounts
that are thinned and never the log as a whole, a campaign of two dozen accounts shows as well in fifty million
exchanges as in one. Of an account are kept those whose id hashes lowest (bottom-k sampling, Cohen and Kaplan 2007):
whether an exchange is among them does not depend on when it came.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel

Codes = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Marks = npt.NDArray[np.bool_]

OPEN: Final = np.uint64(0xFFFFFFFFFFFFFFFF)
"""The ceiling of an account that has not yet more exchanges than may be kept."""
SLACK: Final = 1.3
"""Exchanges held before some are let go, as a part of those that may be kept."""
ROOM: Final = 1.15
"""And those that a guess of what is still to come leaves, so that a little more may come than was guessed."""


@kernel
def chosen(account: Codes, draw: Keys, most: int, ceiling: Keys) -> Marks:
    """Mark the lowest ``most`` draws of each account; set the ceiling of those that have as many.

    Draws are dealt to their accounts, and each account's are put in order by themselves.
    """
    starts = np.zeros(len(ceiling) + 1, dtype=np.int64)
    for who in account:
        starts[who + 1] += 1
    for who in range(len(ceiling)):
        starts[who + 1] += starts[who]
    dealt, cursor = np.empty_like(draw), starts.copy()
    for i in range(len(account)):
        dealt[cursor[account[i]]] = draw[i]
        cursor[account[i]] += 1
    for who in range(len(ceiling)):
        if starts[who + 1] - starts[who] >= most:
            ceiling[who] = np.partition(dealt[starts[who] : starts[who + 1]], most - 1)[most - 1]
    kept = np.zeros(len(account), dtype=np.bool_)
    for i in range(len(account)):
        kept[i] = starts[account[i] + 1] - starts[account[i]] < most or draw[i] <= ceiling[account[i]]
    return kept


@kernel
def _count(account: Codes, counts: Ints) -> None:
    for who in account:
        counts[who] += 1


def per_account(counts: Ints, most: int) -> int:
    """How many exchanges of an account may be kept so that all together are at most ``most``; at least one."""
    low, high = 1, int(counts.max(initial=1))
    while low < high:
        middle = (low + high + 1) // 2
        if np.minimum(counts, middle).sum() <= most:
            low = middle
        else:
            high = middle - 1
    return low


class Reservoir:
    """Holds at most about ``most`` exchanges, and ``spare`` more of each account; while no more have come, all."""

    def __init__(self, most: int, spare: int = 0) -> None:
        self.most = most
        self.spare = spare
        self.limit: int | None = None
        """Exchanges kept of one account; None while all are."""
        self.seen = 0
        self.counts: Ints = np.zeros(0, dtype=np.int64)
        """Exchanges seen, by account."""
        self.ceiling: Keys = np.zeros(0, dtype=np.uint64)
        """The highest draw that is worth holding, by account."""
        self._foreseen = False
        self._batches: list[pa.RecordBatch] = []
        self._accounts: list[Codes] = []
        self._draws: list[Keys] = []
        self._held = 0

    def __len__(self) -> int:
        return self._held

    def offer(self, account: Codes, draw: Keys, accounts: int, foreseen: Keys | None = None) -> Marks | None:
        """Count exchanges of ``accounts`` known so far, and say which are worth holding; None for all.

        ``foreseen`` is, per exchange, a draw above which none of its account will be held.
        """
        more = accounts - len(self.counts)
        if more > 0:
            self.counts = np.concatenate([self.counts, np.zeros(more, dtype=np.int64)])
            self.ceiling = np.concatenate([self.ceiling, np.full(more, OPEN)])
        _count(account, self.counts)
        self.seen += len(account)
        if foreseen is not None:
            self._foreseen = True
            self.ceiling[account] = np.minimum(self.ceiling[account], foreseen)
        return draw <= self.ceiling[account] if self._foreseen or self.limit is not None else None

    def hold(self, batch: pa.RecordBatch, account: Codes, draw: Keys, part: float = 1.0) -> None:
        """Hold a row of traits per exchange; ``part`` as in ``settle``."""
        self._batches.append(batch)
        self._accounts.append(account)
        self._draws.append(draw)
        self._held += len(account)
        if self._held > SLACK * self.most:
            self.settle(part)

    def settle(self, part: float = 1.0) -> None:
        """Let go what is too much.

        Where only a ``part`` of the log was seen, accounts are taken to go on as they began: what would be let go later
        need not be held, nor have its costly traits told, until then. A guess that lets go too much leaves fewer of an
        account than there would be room for, and of every account the same number still.
        """
        if self.seen <= self.most and not self._foreseen:
            return
        limit = per_account(self.counts, self.most)
        if part < 1:
            limit = min(limit, per_account((self.counts / part).astype(np.int64), int(ROOM * self.most)))
        limit += self.spare
        self.limit = limit if self.limit is None else min(limit, self.limit)
        account, draw = np.concatenate(self._accounts), np.concatenate(self._draws)
        kept = chosen(account, draw, self.limit, self.ceiling)
        ends = np.cumsum([len(one) for one in self._accounts])
        parts = np.split(kept, ends[:-1])
        self._batches = [batch.filter(pa.array(part)) for batch, part in zip(self._batches, parts, strict=True)]
        self._accounts = [one[part] for one, part in zip(self._accounts, parts, strict=True)]
        self._draws = [one[part] for one, part in zip(self._draws, parts, strict=True)]
        self._held = int(kept.sum())

    def held(self) -> list[tuple[pa.RecordBatch, Codes]]:
        """The batches held, each with the account of its rows."""
        return list(zip(self._batches, self._accounts, strict=True))

    def release(self) -> None:
        """Forget the exchanges; the counts stay."""
        self._batches, self._accounts, self._draws, self._held = [], [], [], 0
