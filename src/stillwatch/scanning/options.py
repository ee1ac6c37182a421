"""How a scan is to run, and how it tells its progress."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stillwatch.engines.cluster import ClusterOptions

MOST_HELD: Final = 3_000_000
"""Exchanges held in memory at once: about a kilobyte and a half each while campaigns are sought."""


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How far a stage is: ``done`` of ``total`` units; ``total`` None where it cannot be known."""

    stage: str
    done: float
    total: float | None


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """How a scan is to run.

    ``format`` forces a source by name; ``quarantine`` is a JSON Lines file for rejected rows; ``threads`` caps the
    workers; ``progress`` is told of every stage's beginning and end and of how much was read. ``pseudonym_key``
    replaces identifiers by keyed hashes as they are read; ``drop_content`` forgets all text as soon as it is
    fingerprinted.

    ``work`` is a folder where each finished stage is kept, so that a scan that was stopped goes on from there, and
    where what is not held is written: with it no more than ``most_held`` exchanges are held in memory, of a larger log
    as many of every account as may be. Without it everything is held.

    ``engine`` is where maps and relations run; ``cluster`` says which cluster where it is not this machine.
    """

    format: str | None = None
    engine: str = "duckdb"
    drop_content: bool = False
    pseudonym_key: bytes | None = None
    quarantine: Path | None = None
    progress: Callable[[StageProgress], None] | None = None
    threads: int | None = None
    work: Path | None = None
    most_held: int = MOST_HELD
    cluster: ClusterOptions | None = None

    @property
    def workers(self) -> int:
        """Threads to use: as many as there are cores, unless ``threads`` says otherwise."""
        return self.threads or os.cpu_count() or 1
