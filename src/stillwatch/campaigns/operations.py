"""Links become operations: candidates, evidence, suspicion, merging, membership, attribution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from stillwatch.campaigns.alternatives import explanations
from stillwatch.campaigns.attribution import Crew, attributed
from stillwatch.campaigns.belonging import Members, belonging
from stillwatch.campaigns.candidates import candidates
from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.cover import without_cover
from stillwatch.campaigns.fellows import fellows
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.pooling import pooled
from stillwatch.campaigns.significance import by_customer
from stillwatch.campaigns.suspicion import Suspicion, weigh
from stillwatch.campaigns.telling import tell
from stillwatch.campaigns.undecided import Undecided, undecided
from stillwatch.campaigns.unmixing import operators
from stillwatch.campaigns.words import Marks
from stillwatch.campaigns.workforces import Workforce, as_one, workforces
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS, shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.measures import measure, rates_of
from stillwatch.evidence.slices import Slices, distinct_rows

DILUTED: Final = 0.5
"""Known part of its accounts' exchanges, below which an operation's members were hard to tell."""

Stage = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Found:
    """What the log's evidence can show, largest first, and groups of which it cannot be said, strongest first."""

    operations: tuple[Operation, ...]
    undecided: tuple[Undecided, ...]


def find(log: Log, stage: Stage, threads: int = 1) -> Found:
    """Every operation that the log's evidence can show, largest first, and every group that may be one or honest."""
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
        ground = Ground(corpus_of(log, postings), rates, measures, by_customer(log))
        operations = _operations(ground, suspicion, found.family >= 0, threads)
    with stage("unresolved"):
        return Found(operations, undecided(ground, suspicion, found.family >= 0, operations))


def _operations(ground: Ground, suspicion: Suspicion, fixed: Marks, threads: int) -> tuple[Operation, ...]:
    """Operations of the suspicious slices; told side by side: a crew sees only the accounts of others."""
    chosen = np.flatnonzero(suspicion.holds)
    seeds = ground.candidates.slices.only(chosen)
    apart = workforces(ground, seeds, suspicion.bits[chosen], suspicion.leads[chosen])
    crews = as_one(ground.log, ground.rates.rhythm, seeds, apart)
    full = _completed(ground, seeds, fixed[chosen], crews)

    def of(i: int) -> list[Operation]:
        crew, found = full[i]
        return _told(ground, found, _known_rows(seeds, fixed[chosen], crew), _others(full, i))

    with ThreadPoolExecutor(threads) as pool:
        told = [one for part in pool.map(of, range(len(full))) for one in part]
    return tuple(sorted(told, key=lambda one: -len(one.rows)))


def _others(full: Sequence[tuple[Workforce, Members]], i: int) -> Codes:
    """Accounts of the other crews."""
    parts = [found.accounts for j, (_, found) in enumerate(full) if j != i]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def _told(ground: Ground, found: Members, known: Codes, taken: Codes) -> list[Operation]:
    """The operations on the accounts of one crew, once more where others are seen to send their texts."""
    shared = operators(ground.corpus, found.accounts)
    if shared or _is_diluted(ground.log, found.accounts, known):
        whole = pooled(ground.corpus, found, taken)
        if len(whole.accounts) > len(found.accounts):
            found, shared = whole, operators(ground.corpus, whole.accounts)
    told = _by_operator(ground, found, known, shared)
    diluted = [one for one in told if _is_diluted(ground.log, one.accounts, one.rows)]
    more = [fellows(ground.corpus, one.rows, found.accounts, taken) for one in diluted]
    new = np.unique(np.concatenate(more)) if more else known[:0]
    if not len(new):
        return told
    whole = found.joined_by(new)
    return _by_operator(ground, whole, known, operators(ground.corpus, whole.accounts))


def _is_diluted(log: Log, accounts: Codes, rows: Codes) -> bool:
    """Whether most of what accounts send is not among the operation's ``rows``, so that they were hard to tell."""
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    known = np.count_nonzero(member[log.account[rows]])
    return bool(known < DILUTED * np.count_nonzero(member[log.account]))


def _by_operator(ground: Ground, found: Members, known: Codes, shared: Sequence[Codes]) -> list[Operation]:
    """Each operator that shares the accounts of a crew, by its exchanges in ``shared``, or the crew as one."""
    crews = [Crew(np.unique(ground.log.account[rows]), rows) for rows in shared]
    told = without_cover([one for crew in crews if (one := tell(ground, crew)) is not None])
    if not told and (one := tell(ground, attributed(ground.corpus, found.accounts, known))) is not None:
        told = [one.operation]
    return [replace(one, membership=found.bits[np.searchsorted(found.accounts, one.accounts)]) for one in told]


def _known_rows(seeds: Slices, fixed: Marks, crew: Workforce) -> Codes:
    """Rows are known by the suspicious fixed texts, or by identities where a crew has no fixed text."""
    places = np.flatnonzero(fixed) if fixed[crew.places].any() else crew.places
    return distinct_rows(seeds.only(places).rows)


def _completed(
    ground: Ground, seeds: Slices, fixed: Marks, crews: Sequence[Workforce]
) -> list[tuple[Workforce, Members]]:
    """Each crew with the accounts that belong to it; nobody belongs to two."""
    full: list[tuple[Workforce, Members]] = []
    for i, crew in enumerate(crews):
        others = [found.accounts for _, found in full] + [one.accounts for one in crews[i + 1 :]]
        taken = np.setdiff1d(np.concatenate([*others, crew.accounts[:0]]), crew.accounts)
        near = np.setdiff1d(crew.near, taken)
        writers = np.unique(ground.log.account[seeds.only(crew.places[fixed[crew.places]]).rows])
        found = belonging(ground.corpus, ground.rates.rhythm, crew.accounts, near, taken, writers)
        if len(found.accounts) >= FEWEST_CUSTOMERS:
            full.append((crew, found))
    return full
