"""Disjoint sets, against networkx on random graphs."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.unions import join_sets, settle

PAIRS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=40)


@given(PAIRS)
def test_sets_are_the_connected_components(pairs: list[tuple[int, int]]) -> None:
    parent = np.arange(20, dtype=np.int32)
    graph = nx.Graph()
    graph.add_nodes_from(range(20))
    for left, right in pairs:
        join_sets(parent, left, right)
        graph.add_edge(left, right)
    label = settle(parent)
    assert {frozenset(np.flatnonzero(label == one).tolist()) for one in set(label.tolist())} == {
        frozenset(part) for part in nx.connected_components(graph)
    }
