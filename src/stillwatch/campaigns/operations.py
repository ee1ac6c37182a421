"""Links become operations: candidates, evidence, suspicion, merging, membership, attribution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.alternatives import explanations
from stillwatch.campaigns.attribution import attributed
from stillwatch.campaigns.candidates import candidates
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.membership import members, with_siblings
from stillwatch.campaigns.merging import merge
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.recruits import confirmed, recruited
from stillwatch.campaigns.significance import by_customer
from stillwatch.campaigns.suspicion import Suspicion, weigh
from stillwatch.campaigns.telling import tell
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS, shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Codes, Floats, Log
from stillwatch.evidence.measures import measure, rates_of
from stillwatch.evidence.slices import Slices

Stage = Callable[[str], AbstractContextManager[None]]


def find_operations(log: Log, stage: Stage, threads: int = 1) -> tuple[Operation, ...]:
    """Every operation the log's evidence can show, largest first."""
    with stage("shared text"):
        postings = shared_atoms(log)
    with stage("families"):
        families = families_of(postings, len(log), threads)
        found = candidates(log, families, threads)
    with stage("evidence"):
        rates = rates_of(log)
        measures = measure(log, found.slices, found.family >= 0, rates, threads=threads)
        suspicion = weigh(measures, explanations(log, measures))
    with stage("campaigns"):
        ground = Ground(log, postings, rates, measures, by_customer(log))
        return _operations(ground, suspicion, found.family >= 0)


def _operations(ground: Ground, suspicion: Suspicion, fixed: npt.NDArray[np.bool_]) -> tuple[Operation, ...]:
    """Operations of the suspicious slices; rows are known by fixed texts, or by identities where there are none."""
    chosen = np.flatnonzero(suspicion.holds)
    seeds = ground.candidates.slices.only(chosen)
    texts = fixed[chosen] if fixed[chosen].any() else np.ones(len(chosen), dtype=np.bool_)
    rows = np.unique(seeds.only(np.flatnonzero(texts)).rows)
    crews = _crews(ground.log, seeds, suspicion.bits[chosen], suspicion.leads[chosen])
    full = _completed(ground, crews)
    told = (tell(ground, attributed(ground.log, ground.postings, crew, rows)) for crew in full)
    return tuple(sorted((one for one in told if one is not None), key=lambda one: -len(one.rows)))


def _completed(ground: Ground, crews: Sequence[Codes]) -> list[Codes]:
    """Each crew without those who hardly use its own words, and with the accounts of no other crew that do."""
    log, postings = ground.log, ground.postings
    sure = [confirmed(log, postings, crew) for crew in crews]
    everyone = np.concatenate(sure) if sure else np.empty(0, dtype=np.int32)
    return [recruited(log, postings, crew, everyone) for crew in sure]


def _crews(log: Log, seeds: Slices, bits: Floats, leads: npt.NDArray[np.bool_]) -> list[Codes]:
    """The accounts of each group of suspicious slices, those that do its work."""
    groups = merge(log, seeds, bits)
    crews = []
    for number in range(groups.of_seed.max(initial=-1) + 1):
        places = np.flatnonzero(groups.of_seed == number)
        if not leads[places].any():
            continue
        mine = seeds.only(places)
        dealt = np.flatnonzero(groups.of_account == number).astype(np.int32)
        crews.append(members(log, mine, with_siblings(log, mine, dealt)))
    return [crew for crew in crews if len(crew) >= FEWEST_CUSTOMERS]
