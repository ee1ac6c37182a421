"""Which exchanges of a log too large to be held may be held in the end, known before it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.evidence.reservoir import OPEN, Codes, Keys, Reservoir
from stillwatch.fingerprints.codebook import CodeBook
from stillwatch.fingerprints.keys import draws
from stillwatch.scanning.ahead import ahead
from stillwatch.sources.roll_call import RollCall

SPARE: Final = 2
"""Exchanges of an account that may be needed beyond those which the roll lets hold: rows called may be rejected."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """The highest draw of each account that may be held; ``accounts`` numbers them by name."""

    accounts: CodeBook
    ceiling: Keys

    def of(self, names: pa.DictionaryArray) -> Keys:
        """The ceiling of the account that each row names; open where nobody has called it."""
        codes = self.accounts.codes(names)
        unknown = np.full(max(len(self.accounts) - len(self.ceiling), 0), OPEN)
        return np.concatenate([self.ceiling, unknown])[codes]


def foreseen(roll: RollCall, most: int, threads: int, told: Callable[[int, int], None]) -> Foresight | None:
    """Choose as a reservoir does, from ids and accounts alone; None where all are held.

    What tells of an exchange's text costs many times as much as its id, so that it pays to know for which it will
    be needed: a reservoir that meets the log only once has it told of four times as many as it holds in the end.
    ``told`` is given how many rows were called, and of how many.
    """
    accounts, reservoir = CodeBook(), Reservoir(most, SPARE)
    for names, draw in ahead(_named, roll.batches(), threads, threads):
        _offer(reservoir, accounts.codes(names), draw, len(accounts))
        told(reservoir.seen, roll.rows)
    reservoir.settle()
    return None if reservoir.limit is None else Foresight(accounts, reservoir.ceiling)


def _named(batch: pa.RecordBatch) -> tuple[pa.DictionaryArray, Keys]:
    return batch["account_id"].dictionary_encode(), draws(batch["exchange_id"])


def _offer(reservoir: Reservoir, account: Codes, draw: Keys, accounts: int) -> None:
    worth = reservoir.offer(account, draw, accounts)
    if worth is not None:
        account, draw = account[worth], draw[worth]
    reservoir.hold(pa.record_batch([pa.array(account)], ["account"]), account, draw)
