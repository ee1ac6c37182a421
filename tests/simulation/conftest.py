"""Small worlds and empty drafts that the simulator's tests share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.simulation import load_scenario, simulate
from stillwatch.simulation.columns import stack
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.tables import Accounts, Streams
from stillwatch.simulation.world import open_draft

Enrol = Callable[[Draft, int, int, int], None]


@dataclass(frozen=True)
class Folder:
    """A simulated world on disk."""

    path: Path

    @property
    def exchanges(self) -> pa.Table:
        """All exchanges."""
        return pq.read_table(self.path / "exchanges")

    def table(self, name: str) -> pa.Table:
        """Another table by its file's name."""
        return pq.read_table(self.path / f"{name}.parquet")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Folder]:
    """Simulate a built-in scenario once per session and arguments."""
    made: dict[tuple[str, int, int], Folder] = {}

    def make(name: str, exchanges: int, seed: int = 7) -> Folder:
        if (name, exchanges, seed) not in made:
            path = tmp_path_factory.mktemp(name)
            simulate(load_scenario(name), exchanges=exchanges, seed=seed, out=path)
            made[name, exchanges, seed] = Folder(path)
        return made[name, exchanges, seed]

    return make


@pytest.fixture
def draft() -> Draft:
    """An empty world of the scenario `record`."""
    return open_draft(load_scenario("record"), 1.0, seed=3)


@dataclass(frozen=True)
class Enrolled:
    """What one enrolment added to a draft."""

    draft: Draft
    accounts: Accounts
    streams: Streams


@pytest.fixture
def enrolled(draft: Draft) -> Callable[..., Enrolled]:
    """Enrol one kind into an empty draft."""

    def enrol(function: Enrol, accounts: int, exchanges: int) -> Enrolled:
        function(draft, 5, accounts, exchanges)
        return Enrolled(draft, stack(draft.accounts), stack(draft.streams))

    return enrol
