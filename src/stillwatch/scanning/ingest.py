"""Batches of exchanges become traits while the next are read; text is forgotten on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.evidence.reservoir import Codes, Keys, Marks, Reservoir
from stillwatch.findings.excerpts import Excerpts, sampled
from stillwatch.fingerprints.codebook import CodeBook
from stillwatch.fingerprints.keys import draws, value_keys
from stillwatch.fingerprints.outline import outline
from stillwatch.fingerprints.traits import READ, TRAITS, sketched, told
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.ahead import ahead
from stillwatch.scanning.foresight import Foresight
from stillwatch.scanning.options import MOST_HELD

AHEAD: Final = 4
"""Batches under way at once: bounds the memory that text takes."""
SAMPLE_ONE_IN: Final = 16
MOST_SAMPLED: Final = 100_000
Spill = Callable[[pa.RecordBatch], None]
"""Takes outlines (schema ``OUTLINE``) of exchanges, batch by batch."""


def all_read() -> float:
    """The part of a log that was read where nobody knows of more."""
    return 1.0


class Taken(NamedTuple):
    """A batch of exchanges, its accounts and draws, and which of them are worth holding; None for all."""

    batch: pa.RecordBatch
    account: Codes
    draw: Keys
    worth: Marks | None


class Done(NamedTuple):
    """A batch of traits with their accounts and draws, the outlines of all its exchanges, and a sample of texts."""

    evidence: pa.RecordBatch
    account: Codes
    draw: Keys
    sketch: pa.RecordBatch
    everybody: Codes
    sample: pa.RecordBatch | None


@dataclass(slots=True)
class Intake:
    """What was kept of the log: traits, a sample of texts for excerpts, and how many rows had each column.

    ``accounts``, ``models`` and ``routes`` number the names that the outlines of a large log are told in; ``part_read``
    says what part of the log was read, 1 where nobody knows.
    """

    reservoir: Reservoir = field(default_factory=lambda: Reservoir(MOST_HELD))
    spill: Spill | None = None
    part_read: Callable[[], float] = all_read
    accounts: CodeBook = field(default_factory=CodeBook)
    models: CodeBook = field(default_factory=CodeBook)
    routes: CodeBook = field(default_factory=CodeBook)
    samples: list[pa.RecordBatch] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)
    sampled_rows: int = 0
    spilled: bool = False
    foresight: Foresight | None = None

    def table(self) -> pa.Table:
        """The traits in time order; the exchanges held are forgotten."""
        self.reservoir.settle()
        held = self.reservoir.held()
        self.reservoir.release()
        account = np.concatenate([who for _, who in held]) if held else np.zeros(0, dtype=np.int32)
        rows = pa.Table.from_batches([batch for batch, _ in held], schema=_without_account()).unify_dictionaries()
        del held
        named = pa.DictionaryArray.from_arrays(pa.array(account), self.accounts.names())
        place = TRAITS.get_field_index("account_id")
        return rows.add_column(place, TRAITS.field(place), named).sort_by("started_at")

    def excerpts(self) -> Excerpts:
        """The sample, or none."""
        return Excerpts(pa.Table.from_batches(self.samples) if self.samples else None)

    def coverage(self) -> dict[str, float]:
        """Share of rows with a value, by column of the contract."""
        rows = max(self.reservoir.seen, 1)
        return {name: round(self.filled[name] / rows, 4) for name in EXCHANGES.names}


def _without_account() -> pa.Schema:
    return pa.schema([one for one in TRAITS if one.name != "account_id"])


def fingerprinted(taken: Taken, *, keep_text: bool) -> Done:
    """A batch's traits, those that cost most only of the exchanges worth holding; its text goes no further."""
    batch, account, draw, worth = taken
    sketch = sketched(batch)
    sketch = sketch.drop_columns(["account_id"])
    if worth is None:
        text = sampled(batch, value_keys(batch["exchange_id"]), SAMPLE_ONE_IN) if keep_text else None
        return Done(told(sketch, batch), account, draw, sketch, account, text)
    rows = pa.array(np.flatnonzero(worth))
    few = batch.select(["exchange_id", *READ]).take(rows)
    text = sampled(few, value_keys(few["exchange_id"]), SAMPLE_ONE_IN) if keep_text else None
    return Done(told(sketch.take(rows), few), account[worth], draw[worth], sketch, account, text)


def _count(intake: Intake, batch: pa.RecordBatch) -> None:
    for name in EXCHANGES.names:
        intake.filled[name] += batch.num_rows - batch[name].null_count


def collect(intake: Intake, done: Done) -> None:
    """Hold what is worth it of a batch, and spill the outlines of all where not all are held."""
    if intake.spill is not None and not intake.spilled and intake.reservoir.seen > intake.reservoir.most:
        intake.spilled = True
        for traits, account in intake.reservoir.held():
            _spill(intake, traits, account)
    if intake.spilled:
        _spill(intake, done.sketch, done.everybody)
    intake.reservoir.hold(done.evidence, done.account, done.draw, intake.part_read())
    if done.sample is not None and intake.sampled_rows < MOST_SAMPLED:
        intake.samples.append(done.sample)
        intake.sampled_rows += done.sample.num_rows


def _spill(intake: Intake, traits: pa.RecordBatch, account: npt.NDArray[np.int32]) -> None:
    if intake.spill is not None:
        intake.spill(
            outline(traits, account, intake.models.codes(traits["model"]), intake.routes.codes(traits["route"]))
        )


def take_in(
    batches: Iterator[pa.RecordBatch],
    *,
    threads: int,
    keep_text: bool,
    most: int = MOST_HELD,
    spill: Spill | None = None,
    part_read: Callable[[], float] = all_read,
    foresight: Foresight | None = None,
) -> Intake:
    """Fingerprint every batch on ``threads`` workers, in order.

    Where there are more than ``most`` exchanges, ``spill`` is given the outlines of all of them, and the traits of a
    choice are held; without ``spill`` all are held. ``part_read`` tells what part of the log the batches so far are,
    ``foresight`` which exchanges may be held.
    """
    reservoir = Reservoir(most if spill is not None else np.iinfo(np.int64).max)
    if foresight is None or spill is None:
        intake = Intake(reservoir, spill, part_read)
    else:
        intake = Intake(reservoir, spill, foresight=foresight, spilled=True)
    for done in ahead(lambda one: fingerprinted(one, keep_text=keep_text), _counted(intake, batches), threads, AHEAD):
        collect(intake, done)
    return intake


def _counted(intake: Intake, batches: Iterator[pa.RecordBatch]) -> Iterator[Taken]:
    for batch in batches:
        _count(intake, batch)
        names = batch["account_id"].dictionary_encode()
        account, draw = intake.accounts.codes(names), draws(batch["exchange_id"])
        foreseen = None if intake.foresight is None else intake.foresight.of(names)
        yield Taken(batch, account, draw, intake.reservoir.offer(account, draw, len(intake.accounts), foreseen))
