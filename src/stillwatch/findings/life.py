"""The life of each campaign over results: which earlier one it continues, its name, its events and its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.campaigns.conduct import SILENCE, Conduct
from stillwatch.campaigns.continuing import Descent
from stillwatch.campaigns.history import SILENT, TURNS, Course, Event, Past, Step, history
from stillwatch.campaigns.lifecycle import after, possible
from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import UNKNOWN_TIME, Codes, Ints, Log, one_array, times
from stillwatch.findings.pivots import as_time
from stillwatch.records.campaign import Moment
from stillwatch.records.known import Known

SHARED: Final = ("accounts", "pieces of text", "cards, devices and phones")


@dataclass(frozen=True, slots=True)
class Lineage:
    """The earlier campaign that a found one continues, if any, and those it holds or was a part of besides."""

    heir_of: Known | None = None
    merged: tuple[Known, ...] = ()
    split_from: tuple[Known, ...] = ()
    shared: tuple[int, int, int] = (0, 0, 0)

    @property
    def continued(self) -> tuple[Known, ...]:
        """All that live on in it."""
        return ((self.heir_of,) if self.heir_of else ()) + self.merged


def lineage(descent: Descent, earlier: Sequence[Known]) -> Lineage:
    """A descent in places of ``earlier`` as one in campaigns."""
    heir = None if descent.heir_of is None else earlier[descent.heir_of]
    merged, split = (tuple(earlier[i] for i in places) for places in (descent.merged, descent.split_from))
    return Lineage(heir, merged, split, descent.shared)


def life(log: Log, operation: Operation, line: Lineage, accounts: pa.Table | None) -> tuple[Moment, ...]:
    """What happened to ``operation`` until the end of the log, after what earlier results kept of it."""
    kept = _kept(line.heir_of, as_time(log.window[0]))
    conduct = _conduct(log, operation, line.continued, accounts)
    model, text = log.model[operation.rows], _texts(operation)
    course = Course(conduct, text, model, log.models, log.window[1], _past(line, kept))
    steps = history(course, _notices(line, int(conduct.time[0])))
    return tuple(sorted([*kept, *map(_moment, steps)], key=lambda one: one.at))


def _kept(earlier: Known | None, begin: datetime) -> tuple[Moment, ...]:
    """What a log that begins at ``begin`` cannot show again; that it was found again where it was awake is no news."""
    old = [] if earlier is None else [one for one in earlier.history if one.at < begin]
    return tuple(one for i, one in enumerate(old) if one.event != "found_again" or one.state != old[i - 1].state)


def _past(line: Lineage, kept: Sequence[Moment]) -> Past:
    if line.heir_of is None:
        return Past()
    said = Past(last_seen=_microseconds(line.heir_of.last_seen), shared=shared_words(line.shared))
    if not kept:
        return said
    turns = [_microseconds(one.at) for one in kept if one.event in TURNS]
    told = tuple(_microseconds(one.at) for one in kept if one.event == "accounts_closed")
    return replace(said, state=kept[-1].state, turned=max(turns, default=None), told=told)


def _conduct(log: Log, operation: Operation, continued: Sequence[Known], accounts: pa.Table | None) -> Conduct:
    """The operation's accounts, then those of earlier results that are not among them.

    Known from earlier are accounts that sent nothing here before the earlier result ended: of others, this log shows
    when they were first seen.
    """
    here = log.registry.names.take(pa.array(operation.accounts))
    place = np.searchsorted(operation.accounts, log.account[operation.rows]).astype(np.int32)
    time = log.time[operation.rows]
    names = pa.array(sorted({name for one in continued for name in one.traces.accounts}), pa.string())
    gone = names.filter(pc.invert(pc.is_in(names, value_set=here)))
    first = np.full(len(here), np.iinfo(np.int64).max)
    np.minimum.at(first, place, time)
    last = max((_microseconds(one.last_seen) for one in continued), default=0)
    known = np.asarray(pc.is_in(here, value_set=names)) & (first > last)
    closed = np.concatenate([log.registry.closed[operation.accounts], _closed(gone, accounts)])
    return Conduct(time, place, closed, np.concatenate([known, np.ones(len(gone), dtype=np.bool_)]))


def _closed(names: pa.Array, accounts: pa.Table | None) -> Ints:
    """When accounts that sent nothing in this log were closed."""
    if accounts is None:
        return np.full(len(names), UNKNOWN_TIME)
    places = pc.index_in(names, one_array(accounts, "account_id"))
    return times(one_array(accounts, "closed_at").take(places))


def _texts(operation: Operation) -> Codes:
    """The first of the operation's fixed texts that each exchange carries, -1 for none."""
    label = np.full(len(operation.rows), -1, dtype=np.int32)
    for i in reversed(range(len(operation.fixed))):
        label[np.isin(operation.rows, operation.fixed[i].rows)] = i
    return label


def _notices(line: Lineage, at: int) -> list[Event]:
    told = []
    if line.merged:
        names = " and ".join(one.campaign_id for one in line.merged)
        told.append(Event(at, "merged", f"it holds what an earlier result told as {names}, too"))
    if line.split_from:
        names = " and ".join(one.campaign_id for one in line.split_from)
        told.append(Event(at, "split", f"an earlier result told it as a part of {names}"))
    return told


def shared_words(shared: tuple[int, int, int]) -> str:
    """What two campaigns have in common, in words."""
    return ", ".join(f"{number} {name}" for number, name in zip(shared, SHARED, strict=True) if number)


def unheard(known: Known, end: int) -> Known:
    """An earlier campaign that was not found in a log that ends at ``end``: after three days it is silent."""
    silent = _microseconds(known.last_seen) + SILENCE
    if end < silent or not possible(known.state, "silent"):
        return known
    moment = Moment(as_time(silent), "silent", after(known.state, "silent"), SILENT)
    return replace(known, history=(*known.history, moment))


def _moment(step: Step) -> Moment:
    return Moment(as_time(step.at), step.event, step.state, step.text)


def _microseconds(when: datetime) -> int:
    return round(when.timestamp() * 1_000_000)
