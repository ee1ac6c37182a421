"""Exchanges that came after the last look at everything are dealt to the campaigns that it knew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.campaigns.conversations import Beginnings, Small, Wide
from stillwatch.campaigns.extension import Extension, Judged, Outlines, by_pieces, keys_of, with_conversations
from stillwatch.campaigns.own_pieces import PieceTable
from stillwatch.evidence.log import Codes
from stillwatch.fingerprints.keys import draws
from stillwatch.fingerprints.outline import text_pieces
from stillwatch.records.tables import EXCHANGE_RESULTS
from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.watching.segments import times_of

NUMBERS: Final = "members.npz"
NAMES: Final = "members.json"
STRANGER: Final = 0
"""The number of all accounts that are in no campaign."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """A batch's verdicts (schema ``EXCHANGE_RESULTS``), and how many of its exchanges are each campaign's."""

    table: pa.Table
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Dealer:
    """What a look at everything leaves for dealing: the names of campaigns and members, and how to tell them.

    Member i of ``accounts`` has number i + 1.
    """

    campaigns: tuple[str, ...]
    accounts: pa.Array
    extension: Extension

    @classmethod
    def of(cls, extension: Extension, names: pa.Array, campaigns: Sequence[str]) -> Self:
        """Keep of ``extension`` what is about members of ``campaigns``; ``names`` are those of its accounts."""
        anybody = np.flatnonzero(extension.members.any(axis=0))
        members = np.zeros((len(extension.members), len(anybody) + 1), dtype=np.bool_)
        members[:, 1:] = extension.members[:, anybody]
        wholly = np.concatenate([[-1], extension.wholly[anybody]]).astype(np.int32)
        return cls(tuple(campaigns), names.take(pa.array(anybody)), _bare(extension.table, members, wholly))

    def save(self, folder: Path) -> None:
        """Write it."""
        known = self.extension
        with (folder / NUMBERS).open("wb") as file:
            columns = {"members": known.members, "wholly": known.wholly, **known.table._asdict()}
            np.savez(file, allow_pickle=False, **columns)
        said = {"campaigns": self.campaigns, "accounts": self.accounts.to_pylist()}
        (folder / NAMES).write_text(json.dumps(said), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What ``save`` wrote."""
        said = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS, allow_pickle=False) as held:
            table = PieceTable(held["slots"], held["owner"], held["votes"])
            extension = _bare(table, held["members"], held["wholly"])
        return cls(tuple(said["campaigns"]), pa.array(said["accounts"], pa.string()), extension)

    def numbers(self, accounts: pa.DictionaryArray) -> Codes:
        """The number of each account, ``STRANGER`` where it is no member."""
        found = pc.fill_null(pc.index_in(accounts.dictionary.cast(pa.string()), self.accounts), -1).to_numpy() + 1
        return np.asarray(found[accounts.indices.to_numpy()], dtype=np.int32)

    def deal(self, traits: pa.RecordBatch) -> Dealt:
        """Whose each exchange of a batch of traits is; later turns go with the first of their conversation in it."""
        account = self.numbers(traits["account_id"])
        lists = text_pieces(traits)
        time, conversation = times_of(traits), traits["conversation"].fill_null(0).to_numpy()
        pieces = lists.offsets.to_numpy(), lists.values.to_numpy()
        rows = Outlines(draws(traits["exchange_id"]), account, time, conversation, *pieces)
        owner, aim = by_pieces(self.extension, rows)
        if len(self.campaigns):
            keys, begun = keys_of(self.extension, rows), Beginnings()
            theirs = keys != 0
            begun.note(keys[theirs], time[theirs], owner[theirs], aim[theirs])
            owner, aim = with_conversations(self.extension, rows, keys, begun, owner, aim)
        aim = np.where(owner >= 0, aim, traits["capability"].to_numpy()).astype(np.int8)
        sizes = np.bincount(owner[owner >= 0], minlength=len(self.campaigns))
        counts = {name: int(size) for name, size in zip(self.campaigns, sizes, strict=True) if size}
        return Dealt(self._table(traits, owner, aim), counts)

    def _table(self, traits: pa.RecordBatch, owner: Wide, aim: Small) -> pa.Table:
        columns = [traits["exchange_id"], _named(owner, self.campaigns), _named(aim, CAPABILITIES)]
        return pa.Table.from_arrays(columns, schema=EXCHANGE_RESULTS)


def _bare(table: PieceTable, members: np.ndarray[tuple[int, int], np.dtype[np.bool_]], wholly: Codes) -> Extension:
    """An extension that holds no exchanges: none that is dealt by it was there when it was learned."""
    nothing = Judged(
        np.zeros(1, np.uint64), np.full(1, -1, np.int16), np.full(1, -1, np.int8), np.zeros(len(wholly), np.uint64)
    )
    return Extension(table, members, wholly, nothing)


def _named(codes: Wide | Small, names: Sequence[str]) -> pa.Array:
    named = pa.DictionaryArray.from_arrays(pa.array(codes, mask=np.asarray(codes < 0)), pa.array(names, pa.string()))
    return named.dictionary_decode()
