"""Accounts joined by what they share, with values that too many share left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from baselines.interface import ALONE, Codes, Scores

FEWEST: Final = 2

Pair = tuple[int, Hashable]
"""An account and a value that it has."""

Shared = dict[Hashable, frozenset[int]]
"""A value and the accounts that have it."""


def shared_values(pairs: Iterable[Pair], most: int) -> Shared:
    """Values that at least two accounts and at most ``most`` have."""
    holders: dict[Hashable, set[int]] = {}
    for account, value in pairs:
        holders.setdefault(value, set()).add(account)
    return {value: frozenset(held) for value, held in holders.items() if FEWEST <= len(held) <= most}


def components(links: Sequence[tuple[int, int]], accounts: int) -> Codes:
    """The connected component of each account, ``ALONE`` where nothing is linked to it."""
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    graph = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(accounts, accounts))
    _, group = connected_components(graph, directed=False)
    return np.where(np.bincount(group)[group] >= FEWEST, group, ALONE).astype(np.int64)


def joined(shared: Shared, accounts: int) -> Codes:
    """The component of each account, where each shared value joins all who have it."""
    chains = [sorted(held) for held in shared.values()]
    return components([pair for chain in chains for pair in pairwise(chain)], accounts)


def degrees(links: Sequence[tuple[int, int]], accounts: int) -> Scores:
    """How many links each account has."""
    ends = np.array(links, dtype=np.int64).ravel()
    return np.bincount(ends, minlength=accounts).astype(np.float64)


def sizes(group: Codes) -> Codes:
    """How many accounts are in each account's group; 0 for those in none."""
    counted = np.bincount(group[group != ALONE], minlength=1)
    return np.where(group != ALONE, counted[group], 0).astype(np.int64)
