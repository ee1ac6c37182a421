"""What a baseline takes and gives: the contract's input tables in, a score for every account out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from baselines.embedding import embed
from stillwatch.records.tables import ACCOUNTS, EXCHANGES

Codes = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
ALONE: Final = -1
"""The group of an account that is in none."""


@dataclass(frozen=True)
class Log:
    """The contract's input tables: exchanges in time order, and the accounts table, empty where there is none."""

    exchanges: pa.Table
    accounts: pa.Table

    @cached_property
    def names(self) -> pa.Array:
        """The accounts seen, in the order of their codes."""
        return self._coded.dictionary

    @cached_property
    def owner(self) -> Codes:
        """The account of each exchange, as a code."""
        return np.asarray(self._coded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)

    @cached_property
    def customer(self) -> Codes:
        """The customer that each account is of: accounts of one organization are one, any other is its own."""
        first: dict[Any, int] = {}
        named = self.identity("organization_id")
        whole = [(account,) if name is None else name for account, name in enumerate(named)]
        return np.array([first.setdefault(name, len(first)) for name in whole], dtype=np.int64)

    @cached_property
    def seconds(self) -> Codes:
        """When each exchange began, in whole seconds."""
        return np.asarray(self.exchanges["started_at"].cast(pa.int64()).to_numpy() // 1_000_000, dtype=np.int64)

    @cached_property
    def vectors(self) -> npt.NDArray[np.float32]:
        """The embedding of each exchange; several baselines use it, and it is the dearest step."""
        return embed(self.column("prompt"))

    @cached_property
    def _coded(self) -> pa.DictionaryArray:
        return self.exchanges["account_id"].combine_chunks().dictionary_encode()

    def column(self, name: str) -> list[Any]:
        """A column of the exchanges; None where the log has no value."""
        return list(self.exchanges[name].to_pylist())

    def identity(self, name: str) -> list[Any]:
        """A column of the accounts table for every account seen; None where it says nothing."""
        said = dict(zip(self.accounts["account_id"].to_pylist(), self.accounts[name].to_pylist(), strict=True))
        return [said.get(account) for account in self.names.to_pylist()]

    def rows_of_accounts(self) -> list[Codes]:
        """The exchanges of each account, in time order."""
        order = np.argsort(self.owner, kind="stable")
        if not len(order):
            return []
        return np.split(order, np.flatnonzero(np.diff(self.owner[order])) + 1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A score for every account, more being more suspicious, and the group that each is in (``ALONE``: none)."""

    score: Scores
    group: Codes


@dataclass(frozen=True, slots=True)
class Baseline:
    """A method under its name in the table, what it does in one sentence, and where it comes from."""

    name: str
    about: str
    source: str
    judge: Callable[[Log], Verdict]


def made_log(exchanges: pa.Table, accounts: pa.Table | None = None) -> Log:
    """A log from tables that may lack every column that the contract does not require."""
    people = ACCOUNTS.empty_table() if accounts is None else _filled(accounts, ACCOUNTS)
    return Log(_filled(exchanges, EXCHANGES).sort_by("started_at"), people)


def read_log(world: Path) -> Log:
    """The input tables of a world's folder; its truth is not opened."""
    return made_log(pq.read_table(world / "exchanges"), pq.read_table(world / "accounts.parquet"))


def ungrouped(score: Scores) -> Verdict:
    """The verdict of a method that looks at every account by itself."""
    return Verdict(score, np.full(len(score), ALONE, dtype=np.int64))


def _filled(table: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = [table[f.name].cast(f.type) if f.name in table.column_names else _nulls(table, f) for f in schema]
    return pa.table(columns, schema=schema)


def _nulls(table: pa.Table, field: pa.Field) -> pa.Array:
    return pa.nulls(table.num_rows, field.type)
