"""What reading a log leaves for the stages after it, in memory or in a work folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from stillwatch.evidence.reservoir import Ints, Keys
from stillwatch.scanning.ingest import Intake
from stillwatch.sources.quarantine import Quarantine

TRAITS_FILE: Final = "held.arrow"
SAMPLE_FILE: Final = "sample.arrow"
COUNTS_FILE: Final = "accounts.npz"
FACTS_FILE: Final = "facts.json"
QUARANTINE_FILE: Final = "quarantine.jsonl"


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of a reading: see ``Run``. ``models`` and ``routes`` are the names that outlines number.

    ``thinned`` is how many exchanges of an account are held at most, None where all are.
    """

    read: int
    accepted: int
    rejected: int
    summary: str
    sources: tuple[str, ...]
    rejections_by_reason: dict[str, int]
    coverage: dict[str, float]
    simulated: bool
    seconds: float = 0.0
    models: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    thinned: int | None = None


def facts_of(
    quarantine: Quarantine,
    coverage: dict[str, float],
    models: Sequence[str],
    routes: Sequence[str],
    thinned: int | None,
) -> Facts:
    """What ``quarantine`` has counted when all rows are read, beside what only the reader knows."""
    return Facts(
        read=quarantine.read,
        accepted=quarantine.accepted,
        rejected=quarantine.rejected,
        summary=quarantine.summary(),
        sources=tuple(sorted(set(quarantine.accepted_by_source) | set(quarantine.rejected_by_source))),
        rejections_by_reason=dict(quarantine.by_reason),
        coverage=coverage,
        simulated=quarantine.simulated,
        models=tuple(models),
        routes=tuple(routes),
        thinned=thinned,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """The traits held (schema ``TRAITS``, in time order), a sample of texts, and per account what was not held.

    ``exchanges`` counts those of each account, ``ceiling`` is the highest draw that is held of it.
    """

    traits: pa.Table
    sample: pa.Table | None
    facts: Facts
    exchanges: Ints
    ceiling: Keys


def reading_of(intake: Intake, facts: Facts) -> Reading:
    """What ``intake`` holds, which then holds it no longer."""
    traits = intake.table()
    return Reading(traits, intake.excerpts().sample, facts, intake.reservoir.counts, intake.reservoir.ceiling)


def save_reading(reading: Reading, folder: Path) -> None:
    """Write everything but outlines and quarantine, which are written while the log is read."""
    _write(reading.traits, folder / TRAITS_FILE)
    if reading.sample is not None:
        _write(reading.sample, folder / SAMPLE_FILE)
    with (folder / COUNTS_FILE).open("wb") as file:
        np.savez(file, allow_pickle=False, exchanges=reading.exchanges, ceiling=reading.ceiling)
    plain = {name: getattr(reading.facts, name) for name in Facts.__slots__}
    (folder / FACTS_FILE).write_text(json.dumps(plain), encoding="utf-8")


def load_reading(folder: Path) -> Reading:
    """What ``save_reading`` wrote."""
    said: dict[str, Any] = json.loads((folder / FACTS_FILE).read_text(encoding="utf-8"))
    said |= {name: tuple(said[name]) for name in ("sources", "models", "routes")}
    with np.load(folder / COUNTS_FILE, allow_pickle=False) as counts:
        exchanges, ceiling = counts["exchanges"], counts["ceiling"]
    sample = _read(folder / SAMPLE_FILE) if (folder / SAMPLE_FILE).is_file() else None
    return Reading(_read(folder / TRAITS_FILE), sample, Facts(**said), exchanges, ceiling)


def copy_quarantine(folder: Path, to: Path | None) -> None:
    """Put the rejected rows where the result is to have them."""
    if to is not None:
        shutil.copyfile(folder / QUARANTINE_FILE, to)


def _write(table: pa.Table, path: Path) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table.unify_dictionaries())


def _read(path: Path) -> pa.Table:
    with pa.OSFile(str(path), "rb") as file, pa.ipc.open_file(file) as reader:
        return reader.read_all()
