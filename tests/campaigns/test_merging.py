"""Slices of one operation come together; two operations that share a wording stay apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.merging import Groups, merge
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import slices_of

BLOCKS = st.lists(st.integers(1, 6), min_size=1, max_size=5)


def merged(make_log: Callable[..., Log], slices: Sequence[set[str]], bits: Sequence[float] = ()) -> tuple[Log, Groups]:
    """Merge slices given as the accounts in them, each with two exchanges in each."""
    names = [name for one in slices for name in sorted(one) for _ in range(2)]
    log = make_log([{"account_id": name, "hours": i} for i, name in enumerate(names)])
    offsets = np.cumsum([0, *(2 * len(one) for one in slices)])
    weights = np.array(bits or [10.0] * len(slices))
    return log, merge(log, slices_of(log, offsets, np.arange(len(names), dtype=np.int32)), weights)


def groups_of_accounts(log: Log, groups: Groups) -> set[frozenset[str]]:
    names = np.array(log.registry.names.to_pylist())
    return {frozenset(names[groups.of_account == one].tolist()) for one in set(groups.of_account.tolist()) - {-1}}


def pool(letter: str, first: int, last: int) -> set[str]:
    return {f"{letter}{i}" for i in range(first, last)}


def test_two_operations_that_share_a_wording_stay_apart(make_log: Callable[..., Log]) -> None:
    ones = [pool("a", 0, 20), pool("a", 5, 20), pool("a", 0, 12), pool("a", 2, 18)]
    others = [pool("b", 0, 20), pool("b", 4, 20), pool("b", 0, 15), pool("b", 3, 17)]
    shared = pool("a", 0, 6) | pool("b", 0, 6)

    log, groups = merged(make_log, [*ones, *others, shared])

    assert groups_of_accounts(log, groups) == {frozenset(pool("a", 0, 20)), frozenset(pool("b", 0, 20))}
    assert len(set(groups.of_seed[:4].tolist())) == len(set(groups.of_seed[4:8].tolist())) == 1
    assert groups.of_seed[0] != groups.of_seed[4]


def test_slices_without_a_common_account_are_joined_by_those_between(make_log: Callable[..., Log]) -> None:
    windows = [pool("a", start, start + 12) for start in range(0, 20, 2)]
    assert not windows[0] & windows[-1]

    _, groups = merged(make_log, windows)

    assert len(set(groups.of_seed.tolist())) == 1


@given(BLOCKS)
def test_slices_of_the_same_accounts_are_the_components(make_log: Callable[..., Log], blocks: list[int]) -> None:
    slices = [pool(f"g{i}-", 0, 5) for i, copies in enumerate(blocks) for _ in range(copies)]
    graph = nx.Graph([(f"slice {i}", name) for i, one in enumerate(slices) for name in one])

    log, groups = merged(make_log, slices)

    expected = {frozenset(part & set().union(*slices)) for part in nx.connected_components(graph)}
    assert groups_of_accounts(log, groups) == expected


def test_an_account_goes_where_it_did_most_of_the_strong_work(make_log: Callable[..., Log]) -> None:
    slices = [pool("a", 0, 12), pool("b", 0, 12) | {"a0"}]

    log, groups = merged(make_log, slices, bits=[5.0, 50.0])

    assert frozenset(pool("b", 0, 12) | {"a0"}) in groups_of_accounts(log, groups)


def test_nothing_to_merge(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a"}])

    groups = merge(log, slices_of(log, np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32)), np.zeros(0))

    assert groups.of_seed.tolist() == []
    assert groups.of_account.tolist() == [-1]
