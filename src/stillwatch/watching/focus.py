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

from stillwatch.evidence.log import DAY, Codes, Ints, Keys, build_log, one_array
from stillwatch.fingerprints.traits import TRAITS
from stillwatch.records.known import Known
from stillwatch.records.tables import TIMESTAMP
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.ingest import draws
from stillwatch.scanning.scan import operations_of
from stillwatch.watching.state import SEGMENTS, State

ACTIVE: Final = DAY
REACH: Final = 8 * DAY
"""An event is over after six days (``campaigns/alternatives.py``); what is older says little of who began lately."""
EACH: Final = 32
"""Exchanges of an account: a few dozen say nearly all (``evidence/reservoir.py``)."""
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


def alarms(
    state: State, until: int, accounts: pa.Table | None, known: tuple[Known, ...], clock: StageClock, threads: int
) -> tuple[Alarm, ...]:
    """What those active before ``until`` show that no known campaign has."""
    with clock.stage("focus"):
        traits, counts = recent(state, until)
    if not len(traits):
        return ()
    log = build_log(traits, accounts, counts)
    found = operations_of(log, StageClock(), threads)
    names = [log.registry.names.take(pa.array(one.accounts)).to_pylist() for one in found.operations]
    return tuple(alarm for members in names if (alarm := _alarm(members, known)) is not None)


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


def recent(state: State, until: int) -> tuple[pa.Table, Ints]:
    """Traits of active accounts in time order, at most ``EACH`` of one, and how many each account had in all."""
    begin, day = until - REACH, until - ACTIVE
    log = _dataset(state, begin)
    active = pc.unique(log.to_table(columns=["account_id"], filter=_from(day))["account_id"])
    active = active.cast(pa.string())
    mine = log.to_table(filter=_from(begin) & pc.field("account_id").isin(active))
    account = one_array(mine, "account_id").cast(pa.string()).dictionary_encode()
    codes = account.indices.to_numpy()
    kept = np.sort(_few(codes, draws(one_array(mine, "exchange_id"))))
    place = TRAITS.get_field_index("account_id")
    named = pa.DictionaryArray.from_arrays(account.indices.take(pa.array(kept)), account.dictionary)
    table = mine.take(pa.array(kept)).set_column(place, TRAITS.field(place), named)
    return table.sort_by("started_at"), np.bincount(codes, minlength=len(account.dictionary))


def _few(account: Codes, draw: Keys) -> Ints:
    """Places of the ``EACH`` lowest draws of each account."""
    order = np.lexsort((draw, account))
    first = np.flatnonzero(np.diff(account[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return np.asarray(order[rank < EACH])


def _dataset(state: State, since: int) -> ds.Dataset:
    paths = [str(state.of(SEGMENTS, one.name)) for one in state.ledger.segments(since)]
    return ds.dataset(paths, schema=TRAITS, format="parquet")


def _from(time: int) -> pc.Expression:
    return pc.field("started_at") >= pa.scalar(time, pa.int64()).cast(TIMESTAMP)
