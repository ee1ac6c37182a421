"""Links become operations: candidates, evidence, suspicion, merging, membership, attribution."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np

from stillwatch.campaigns.alternatives import explanations
from stillwatch.campaigns.attribution import attributed
from stillwatch.campaigns.candidates import candidates
from stillwatch.campaigns.membership import own_atoms, workers
from stillwatch.campaigns.merging import merge
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.suspicion import Suspicion, weigh
from stillwatch.campaigns.telling import tell
from stillwatch.evidence.atoms import Postings, shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.measures import Measures, Rates, measure, rates_of

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
        return _operations(log, postings, rates, measures, suspicion)


def _operations(
    log: Log, postings: Postings, rates: Rates, measures: Measures, suspicion: Suspicion
) -> tuple[Operation, ...]:
    seeds = np.flatnonzero(suspicion.holds)
    slices = measures.slices.only(seeds)
    of_seed = merge(log, slices, suspicion.bits[seeds])
    operations = []
    for number in range(of_seed.max(initial=-1) + 1):
        mine = np.flatnonzero(of_seed == number)
        operation = _operation(log, postings, np.unique(slices.only(mine).rows), rates, measures)
        if operation is not None:
            operations.append(operation)
    return tuple(sorted(operations, key=lambda one: -len(one.rows)))


def _operation(log: Log, postings: Postings, seed_rows: Codes, rates: Rates, like: Measures) -> Operation | None:
    accounts = workers(log, seed_rows)
    own = own_atoms(log, postings, accounts)
    rows = attributed(log, postings, accounts, own)
    return tell(log, postings, accounts, rows, own, rates, like)
