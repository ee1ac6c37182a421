"""Suspicious slices of mostly the same customers are one operation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array, csr_array

from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

APART: Final = 0.3
"""Average cosine distance between the walks of two groups of slices beyond which they are two operations."""
DOUBLINGS: Final = 2
"""Walks of 4 steps."""
ROUNDS: Final = 3
MOST_SEEDS: Final = 2000


@dataclass(frozen=True, slots=True)
class Groups:
    """``of_seed``: the operation of each slice; ``of_account``: of each account of the log; -1 for none."""

    of_seed: Codes
    of_account: Codes


def _incidence(log: Log, slices: Slices) -> csr_array:
    shape = (len(slices), len(log.registry))
    return csr_array((np.ones(len(slices.account)), slices.account, slices.offsets), shape=shape)


def _walks(incidence: csr_array) -> Floats:
    """Where random walks from each slice end: to one of its accounts, to a slice of that account, and so on.

    A walk prefers narrow slices, so that wording that several operations share carries few of them over. After a few
    steps all slices of one operation see the same neighbourhood, even where two of them have no account in common
    (van Dongen 2000, without the inflation step, which splits large operations).
    """
    sizes = np.asarray(incidence.sum(axis=1)).ravel()
    narrow = incidence.multiply(1 / sizes[:, None]).tocsr()
    into = narrow.T.multiply(1 / np.maximum(np.asarray(narrow.sum(axis=0)).ravel(), 1e-12)[:, None]).tocsr()
    walk = np.asarray((narrow @ into).todense())
    for _ in range(DOUBLINGS):
        walk = walk @ walk
    return walk


def _clusters(incidence: csr_array) -> Codes:
    """Average linkage (Sokal and Michener 1958) of the slices by where their walks end."""
    if incidence.shape[0] == 1:
        return np.zeros(1, dtype=np.int32)
    walks = _walks(incidence)
    walks /= np.linalg.norm(walks, axis=1, keepdims=True)
    upper = np.triu_indices(len(walks), 1)
    tree = linkage(np.clip(1 - (walks @ walks.T)[upper], 0, 1), method="average")
    cluster: Codes = fcluster(tree, APART, criterion="distance").astype(np.int32) - 1
    return cluster


def _first_owners(log: Log, slices: Slices, bits: Floats, cluster: Codes) -> Codes:
    """Each account's group at first: the one in whose slices it did most, strong and narrow slices weighing more."""
    weight = slices.spread(bits / np.maximum(slices.sizes, 1)) * slices.count
    place = np.repeat(cluster, slices.sizes)
    shape = (len(log.registry), int(cluster.max()) + 1)
    work = coo_array((weight, (slices.account, place)), shape=shape).tocsr()
    best = np.asarray(work.argmax(axis=1)).ravel().astype(np.int32)
    return np.where(np.diff(work.indptr) > 0, best, -1).astype(np.int32)


def _owners(log: Log, slices: Slices, bits: Floats, cluster: Codes) -> Codes:
    """Each account's group, by what the other members of its slices are (naive Bayes over slices, a few rounds).

    What counts is which part of a group's memberships is in a slice: a slice of one group says much, however wide; one
    in which two groups mix says little, however narrow. Nobody goes to a group in none of whose slices he stands.
    """
    owner = _first_owners(log, slices, bits, cluster)
    incidence, groups = _incidence(log, slices), int(cluster.max()) + 1
    dealt = np.flatnonzero(owner >= 0)
    of_account = incidence[:, dealt].T.tocsr()
    mark = csr_array((np.ones(len(cluster)), (np.arange(len(cluster)), cluster)), shape=(len(cluster), groups))
    open_to = np.asarray((of_account @ mark).todense()) > 0
    for _ in range(ROUNDS):
        mark = csr_array((np.ones(len(dealt)), (dealt, owner[dealt])), shape=(len(owner), groups))
        standing = np.asarray((incidence @ mark).todense())
        rate = (standing + 0.5) / (standing + 0.5).sum(axis=0)
        said = np.asarray(of_account @ (np.log(rate) * bits[:, None]))
        owner[dealt] = np.where(open_to, said, -np.inf).argmax(axis=1)
    return owner


def merge(log: Log, slices: Slices, bits: Floats) -> Groups:
    """Group slices into operations and deal their accounts to them.

    Slices beyond ``MOST_SEEDS`` by bits join nothing: they repeat what stronger ones show.
    """
    of_seed = np.full(len(slices), -1, dtype=np.int32)
    if not len(slices):
        return Groups(of_seed, np.full(len(log.registry), -1, dtype=np.int32))
    strongest: Ints = np.argsort(-bits, kind="stable")[:MOST_SEEDS]
    kept = slices.only(strongest)
    of_seed[strongest] = _clusters(_incidence(log, kept))
    return Groups(of_seed, _owners(log, kept, bits[strongest], of_seed[strongest]))
