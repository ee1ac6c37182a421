"""The densest block is found, camouflage or not, and greedy peeling keeps its promise against brute force."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from baselines import fraudar
from baselines.fraudar import bipartite, densest
from baselines.interface import ALONE, Log
from baselines.unions import Pair

CREW = range(6)
PLANTED = [(customer, f"v{value}") for customer in CREW for value in range(6)]
PAIRED = [(6 + 2 * pair + end, f"own{pair}") for pair in range(7) for end in range(2)]
EVERYBODYS = [(customer, "framework") for customer in range(20)]


def members(pairs: list[Pair], customers: int = 20) -> list[int]:
    """The customers of the densest block."""
    return sorted(node for node in densest(bipartite(pairs, customers))[1] if node < customers)


def test_a_planted_block_is_found() -> None:
    assert members([*PLANTED, *PAIRED]) == list(CREW)


def test_camouflage_does_not_hide_it() -> None:
    camouflage = [(customer, f"own{customer}") for customer in CREW]

    assert members([*PLANTED, *PAIRED, *camouflage, *EVERYBODYS]) == list(CREW)


def test_what_many_have_weighs_less_than_what_few_have() -> None:
    graph = bipartite([(0, "few"), (1, "few"), *((customer, "many") for customer in range(20))], 20)

    assert graph[0][20] == pytest.approx(1 / np.log(2 + 5))
    assert graph[0][21] == pytest.approx(1 / np.log(20 + 5))


def test_values_of_one_customer_are_no_edges() -> None:
    assert bipartite([(0, "mine"), (0, "mine"), (1, "yours")], 2) == [{}, {}]


def test_nothing_shared_is_no_block() -> None:
    assert densest([{}, {}]) == (0.0, frozenset())
    assert fraudar.blocks([{}, {}], 2)[1].tolist() == [ALONE, ALONE]


@pytest.mark.parametrize("seed", range(8))
def test_the_figure_is_the_blocks_own_and_at_least_half_of_the_best(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = [(int(customer), int(value)) for customer, value in rng.integers(6, size=(16, 2))]
    graph = bipartite(list(pairs), 6)
    best = max(
        density(graph, frozenset(nodes))
        for size in range(1, len(graph) + 1)
        for nodes in combinations(range(len(graph)), size)
    )
    said, block = densest(graph)

    assert said == pytest.approx(density(graph, block))
    assert said >= best / 2 - 1e-9


def density(graph: fraudar.Graph, nodes: frozenset[int]) -> float:
    """Weight inside a set of nodes, per node."""
    inside = sum(weight for node in nodes for other, weight in graph[node].items() if other in nodes)
    return inside / 2 / max(len(nodes), 1)


def test_a_second_block_is_found_when_the_first_is_used_up() -> None:
    second = [(customer, f"w{value}") for customer in range(8, 12) for value in range(4)]
    score, group = fraudar.blocks(bipartite([*PLANTED, *second], 12), 12)

    assert group.tolist() == [0] * 6 + [ALONE] * 2 + [1] * 4
    assert score[0] > score[8] > score[7] == 0


def test_an_organization_is_one_customer(people_of: Callable[..., Log]) -> None:
    own = [{"account_id": f"o{i}", "organization_id": "o", "payment_id": f"p{i % 2}"} for i in range(8)]
    strangers = [{"account_id": f"s{i}", "organization_id": None, "payment_id": "q"} for i in range(2)]
    score = fraudar.judge(people_of([*own, *strangers])).score

    assert set(score[:8]) == {0}
    assert min(score[8:]) > 0
