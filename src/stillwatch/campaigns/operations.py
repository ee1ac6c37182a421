"""Links become operations: candidates, evidence, suspicion, merging, membership, attribution."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np

from stillwatch.campaigns.alternatives import explanations
from stillwatch.campaigns.attribution import attributed
from stillwatch.campaigns.candidates import candidates
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.membership import own_atoms, workers
from stillwatch.campaigns.merging import merge
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.significance import by_customer
from stillwatch.campaigns.suspicion import Suspicion, weigh
from stillwatch.campaigns.telling import tell
from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.measures import measure, rates_of

Stage = Callable[[str], AbstractContextManager[None]]


def find_operations(log: Log, stage: Stage) -> tuple[Operation, ...]:
    """Every operation the log's evidence can show, largest first."""
    with stage("shared text"):
        postings = shared_atoms(log)
    with stage("families"):
        families = families_of(postings, len(log))
        found = candidates(log, families)
    with stage("evidence"):
        rates = rates_of(log)
        measures = measure(log, found.slices, found.family >= 0, rates)
        suspicion = weigh(measures, explanations(log, measures))
    with stage("campaigns"):
        ground = Ground(log, postings, rates, measures, by_customer(log))
        return _operations(ground, suspicion)


def _operations(ground: Ground, suspicion: Suspicion) -> tuple[Operation, ...]:
    seeds = np.flatnonzero(suspicion.holds)
    slices = ground.candidates.slices.only(seeds)
    of_seed = merge(ground.log, slices, suspicion.bits[seeds])
    groups = (np.flatnonzero(of_seed == number) for number in range(of_seed.max(initial=-1) + 1))
    found = (_operation(ground, np.unique(slices.only(group).rows)) for group in groups)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -len(one.rows)))


def _operation(ground: Ground, seed_rows: Codes) -> Operation | None:
    accounts = workers(ground.log, seed_rows)
    own = own_atoms(ground.log, ground.postings, accounts)
    return tell(ground, accounts, attributed(ground.log, ground.postings, accounts, own), own)
