"""A look at who is active: an alarm that is cheap, and calls for a look at everything that alone tells a campaign.

Every account that sent something in the newest day is looked at with a few exchanges of its last eight days, by the
same stages as a scan. Which exchanges is chosen as a scan of a large log chooses them: those of lowest draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from stillwatch.evidence.log import DAY, Ints, Keys, build_log
from stillwatch.evidence.reservoir import OPEN, chosen, per_account
from stillwatch.fingerprints.codebook import CodeBook
from stillwatch.fingerprints.keys import draws
from stillwatch.fingerprints.traits import TRAITS
from stillwatch.records.known import Known
from stillwatch.records.tables import TIMESTAMP
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.conclusion import SideTables
from stillwatch.scanning.options import ScanOptions
from stillwatch.scanning.scan import operations_of
from stillwatch.watching.state import SEGMENTS, State

ACTIVE: Final = DAY
REACH: Final = 8 * DAY
"""An event is over after six days (``campaigns/alternatives.py``); what is older says little of who began lately."""
EACH: Final = 32
"""Exchanges of an account: a few dozen say nearly all (``evidence/reservoir.py``)."""
DAYS: Final = 4
FLOOR: Final = 100_000
"""Exchanges that may be held however few came in the newest day."""
NEW: Final = 0.5
"""An operation is news where fewer of its accounts are in a known campaign."""
GROWN: Final = 0.1
"""Accounts that a known campaign did not have, as a part of its accounts, from which it has grown."""
FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Alarm:
    """An operation that is news: the names of its accounts, and the known campaign that has grown, if any."""

    accounts: tuple[str, ...]
    campaign_id: str | None


def alarms(state: State, until: int, beside: SideTables, options: ScanOptions, clock: StageClock) -> tuple[Alarm, ...]:
    """What those active before ``until`` show that no campaign of ``beside.earlier`` has."""
    with clock.stage("focus"):
        traits, counts = recent(state, until, options.most_held)
        log = build_log(traits, beside.accounts, counts)
        found = operations_of(log, StageClock(), options.workers)
    names = [log.registry.names.take(pa.array(one.accounts)).to_pylist() for one in found.operations]
    return tuple(alarm for members in names if (alarm := _alarm(members, beside.earlier)) is not None)


def _alarm(members: list[str], known: tuple[Known, ...]) -> Alarm | None:
    """What is news about an operation of these accounts."""
    of = {name: one for one in known for name in one.traces.accounts}
    strangers = [name for name in members if name not in of]
    if len(members) - len(strangers) < NEW * len(members):
        return Alarm(tuple(members), None)
    sizes = {one.campaign_id: len(one.traces.accounts) for one in known}
    theirs = [of[name].campaign_id for name in members if name in of]
    most = max(sorted(set(theirs)), key=theirs.count)
    if len(strangers) >= max(FEWEST, GROWN * sizes[most]):
        return Alarm(tuple(strangers), most)
    return None


def recent(state: State, until: int, most: int) -> tuple[pa.Table, Ints]:
    """Traits of active accounts in time order, at most ``EACH`` of one, and how many each account had in all.

    Of a log with many accounts it is the same smaller number of each, so that all are at most ``most``, and at most
    ``DAYS`` times the exchanges of the newest day: a look at who is active costs what a day does.
    """
    log = _dataset(state, until - REACH)
    newest = log.to_table(columns=["account_id"], filter=_from(until - ACTIVE))["account_id"]
    mine = _from(until - REACH) & pc.field("account_id").isin(pc.unique(newest).cast(pa.string()))
    book, read = CodeBook(), [np.zeros(0, np.int32)]
    drawn = [np.zeros(0, np.uint64)]
    for batch in log.to_batches(columns=["account_id", "exchange_id"], filter=mine):
        read.append(book.codes(_named(batch)))
        drawn.append(draws(batch["exchange_id"]))
    account, draw = np.concatenate(read), np.concatenate(drawn)
    counts = np.bincount(account, minlength=len(book))
    ceiling = np.full(len(book), OPEN)
    each = min(EACH, per_account(counts, min(most, max(FLOOR, DAYS * len(newest)))))
    chosen(account, draw, each, ceiling)
    return _held(log, mine, book, ceiling), counts


def _held(log: ds.Dataset, mine: pc.Expression, book: CodeBook, ceiling: Keys) -> pa.Table:
    """The exchanges whose draws are not above their account's ``ceiling``."""
    place = TRAITS.get_field_index("account_id")
    kept, codes = [], [np.zeros(0, np.int32)]
    for batch in log.to_batches(filter=mine):
        account = book.codes(_named(batch))
        worth = draws(batch["exchange_id"]) <= ceiling[account]
        kept.append(batch.drop_columns(["account_id"]).filter(pa.array(worth)))
        codes.append(account[worth])
    named = pa.DictionaryArray.from_arrays(pa.array(np.concatenate(codes)), book.names())
    rows = pa.Table.from_batches(kept, schema=TRAITS.remove(place)).unify_dictionaries()
    return rows.add_column(place, TRAITS.field(place), named).sort_by("started_at")


def _named(batch: pa.RecordBatch) -> pa.DictionaryArray:
    """The accounts of a batch's rows and no others: a filter leaves all names of its file in the dictionary."""
    return batch["account_id"].dictionary_decode().dictionary_encode()


def _dataset(state: State, since: int) -> ds.Dataset:
    paths = [str(state.of(SEGMENTS, one.name)) for one in state.ledger.segments(since)]
    return ds.dataset(paths, schema=TRAITS, format="parquet")


def _from(time: int) -> pc.Expression:
    return pc.field("started_at") >= pa.scalar(time, pa.int64()).cast(TIMESTAMP)
