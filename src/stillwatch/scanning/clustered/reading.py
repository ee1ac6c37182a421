"""A log is read on a cluster, and leaves what reading it here would leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.engines.cluster import FILE_BITS, PLACE, Files, Progress, Rows
from stillwatch.evidence.log import Ints, Keys
from stillwatch.evidence.reservoir import per_account
from stillwatch.fingerprints.traits import TRAITS
from stillwatch.records.errors import InputError
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.clustered import census
from stillwatch.scanning.clustered.blobs import unpacked
from stillwatch.scanning.clustered.portions import ACCOUNT, PORTION, Choice, open_ceiling, portions
from stillwatch.scanning.ingest import MOST_SAMPLED
from stillwatch.scanning.reading import Reading, facts_of
from stillwatch.sources.quarantine import Quarantine

_ROW: Final = (1 << FILE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Counted:
    """What the census of a log says; ``limit`` is how many exchanges of an account are held, None for all."""

    choice: Choice
    exchanges: Ints
    limit: int | None


@dataclass(frozen=True, slots=True)
class How:
    """``most`` is how many exchanges may be held, None for all."""

    door: census.Door
    keep_text: bool
    most: int | None
    progress: Progress


def counted(files: Files, how: How, quarantine: Quarantine) -> Counted:
    """Tell which rows count, and choose those that are held; every other row goes to ``quarantine``.

    Raises:
        InputError: no row counts.
    """
    entries = files.rows.only(census.READ).mapped(census.census, how.door, census.CENSUS).kept(how.progress)
    repeated = _into_quarantine(entries, files.names, quarantine)
    admitted = entries.query(census.ADMITTED) if quarantine.rejected else entries
    names = admitted.query(census.NAMES, file_bits=FILE_BITS).table().sort_by("first")
    _accept(names, files.names, quarantine)
    if not quarantine.accepted:
        raise InputError(f"nothing to scan: {quarantine.summary()}")
    accounts = admitted.query(census.ACCOUNTS).table().sort_by("first")
    people, exchanges = _array(accounts, "name"), np.asarray(accounts["exchanges"].to_numpy())
    most = None if how.most is None or quarantine.accepted <= how.most else how.most
    limit = None if most is None else per_account(exchanges, most)
    ceiling = open_ceiling(len(people)) if limit is None else _ceiling(admitted, people, limit)
    models, routes = (_array(names, name).drop_null().unique() for name in ("model", "route"))
    entries.forget()
    choice = Choice(how.door, repeated, people, models, routes, ceiling, limit is not None, how.keep_text)
    return Counted(choice, exchanges, limit)


def fingerprints(files: Files, found: Counted, how: How) -> Rows:
    """The log's portions, made and kept."""
    return files.rows.mapped(portions, found.choice, PORTION).kept(how.progress)


def reading_of(made: Rows, found: Counted, quarantine: Quarantine) -> Reading:
    """What the portions hold, in the order of the log."""
    traits, sample = _held(made, found.choice)
    counts = made.only(["filled"]).table()
    filled = np.sum(counts["filled"].to_pylist(), axis=0)
    coverage = {name: round(int(n) / quarantine.accepted, 4) for name, n in zip(EXCHANGES.names, filled, strict=True)}
    names = found.choice.models.to_pylist(), found.choice.routes.to_pylist()
    facts = facts_of(quarantine, coverage, *names, found.limit)
    return Reading(traits, sample, facts, found.exchanges, found.choice.ceiling)


def _into_quarantine(entries: Rows, names: tuple[str, ...], quarantine: Quarantine) -> Ints:
    """Reject the rows that do not count, and give the places of those that are an exchange's second."""
    faults = entries.query(census.FAULTS).table().sort_by(PLACE)
    for place, fault in zip(faults[PLACE].to_pylist(), faults["fault"].to_pylist(), strict=True):
        quarantine.reject(names[place >> FILE_BITS], fault, row=place & _ROW)
    repeated = np.sort(entries.query(census.REPEATED).table()[PLACE].to_numpy())
    for number in np.unique(repeated >> FILE_BITS):
        theirs = repeated[repeated >> FILE_BITS == number] & _ROW
        quarantine.reject_rows(names[number], "duplicate exchange_id", "row", theirs.tolist())
    return repeated


def _accept(names: pa.Table, files: tuple[str, ...], quarantine: Quarantine) -> None:
    for number, exchanges in zip(names["file"].to_pylist(), names["exchanges"].to_pylist(), strict=True):
        quarantine.accept(files[number], exchanges)


def _ceiling(admitted: Rows, names: pa.Array, limit: int) -> Keys:
    found = admitted.query(census.CEILINGS, limit=limit).table()
    ceiling = open_ceiling(len(names))
    at = pc.index_in(_array(found, "name"), names).to_numpy()
    ceiling[at] = census.as_unsigned(np.asarray(found["draw"].to_numpy()))
    return ceiling


def _held(made: Rows, choice: Choice) -> tuple[pa.Table, pa.Table | None]:
    batches, texts = [], []
    for row in made.only(["held", "texts"]).stream():
        batches.append(unpacked(row["held"]))
        if row["texts"] is not None:
            texts.append(unpacked(row["texts"]))
    rows = pa.Table.from_batches(batches).unify_dictionaries().sort_by(PLACE)
    sample = pa.Table.from_batches(texts) if texts else None
    return _traits(rows, choice).sort_by("started_at"), None if sample is None else _in_order(sample, rows)


def _in_order(sample: pa.Table, rows: pa.Table) -> pa.Table:
    at = pc.index_in(sample["exchange_id"], rows["exchange_id"].combine_chunks())
    return sample.take(pc.sort_indices(at)).slice(0, MOST_SAMPLED)


def _traits(rows: pa.Table, choice: Choice) -> pa.Table:
    """Rows with their names numbered as the whole log numbers them."""
    named: dict[str, Any] = {
        "account_id": pa.DictionaryArray.from_arrays(_array(rows, ACCOUNT), choice.accounts),
        "model": _numbered(rows["model"], choice.models),
        "route": _numbered(rows["route"], choice.routes),
    }
    return pa.table(
        [named.get(one.name, rows[one.name] if one.name in rows.column_names else None) for one in TRAITS],
        schema=TRAITS,
    )


def _numbered(column: pa.ChunkedArray, names: pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pc.index_in(column.cast(pa.string()), names).combine_chunks(), names)


def _array(table: pa.Table, name: str) -> pa.Array:
    column = table[name].combine_chunks()
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
