"""What the town's operations are weighed against, and its campaign as found."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest

from stillwatch.campaigns.candidates import Candidates, candidates
from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.operations import find_operations
from stillwatch.campaigns.significance import by_customer
from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Log
from stillwatch.evidence.measures import measure, rates_of


def quiet(_: str) -> AbstractContextManager[None]:
    """A stage that tells nobody."""
    return nullcontext()


@pytest.fixture(scope="session")
def town_candidates(town_log: Log) -> Candidates:
    """The slices of the town that are worth weighing."""
    return candidates(town_log, families_of(shared_atoms(town_log), len(town_log)))


@pytest.fixture(scope="session")
def ground(town_log: Log, town_candidates: Candidates) -> Ground:
    """The ground of the town."""
    rates = rates_of(town_log)
    measures = measure(town_log, town_candidates.slices, town_candidates.family >= 0, rates)
    return Ground(corpus_of(town_log), rates, measures, by_customer(town_log))


@pytest.fixture(scope="session")
def found(town_log: Log) -> tuple[Operation, ...]:
    """The operations of the town."""
    return find_operations(town_log, quiet)
