"""FRAUDAR: the densest blocks of customers by fixed texts, cards, devices and phones, where the common weighs little.

Hooi et al., "FRAUDAR: bounding graph fraud in the face of camouflage" (KDD 2016), algorithm 1: an edge from a customer
to a value weighs 1 / log(x + 5), x being the customers that have the value; the node that costs least is removed again
and again, and the set of highest average weight seen on the way is the block. For several blocks, as there, the edges
of one are removed and the next is sought. Accounts of one organization are one customer. Values that one customer alone
has are left out: they are most of all, and would make every busy account a block. Addresses are left out too: with
them, the first blocks on the worlds of development mixed the campaign with honest customers.
"""

from __future__ import annotations

import heapq
from typing import Final

import numpy as np

from baselines.interface import ALONE, Codes, Log, Verdict
from baselines.shared_infrastructure import identity_values
from baselines.shared_text import text_values
from baselines.unions import Pair, shared_values

BLOCKS: Final = 20
DAMPING: Final = 5.0

Graph = list[dict[int, float]]
"""For each node its neighbours and the weights of the edges to them; customers are the first nodes."""


def judge(log: Log) -> Verdict:
    """Each account's score is the density of the first block that its customer is in."""
    customers = int(log.customer.max(initial=-1)) + 1
    pairs = [(int(log.customer[account]), value) for account, value in [*identity_values(log), *text_values(log)]]
    score, group = blocks(bipartite(pairs, customers), customers)
    return Verdict(score[log.customer], group[log.customer])


def bipartite(pairs: list[Pair], customers: int) -> Graph:
    """The customers and the values that at least two of them have."""
    shared = shared_values(pairs, customers)
    graph: Graph = [{} for _ in range(customers + len(shared))]
    for node, held in enumerate(shared.values(), start=customers):
        weight = float(1.0 / np.log(len(held) + DAMPING))
        for customer in sorted(held):
            graph[customer][node] = graph[node][customer] = weight
    return graph


def blocks(graph: Graph, customers: int) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], Codes]:
    """The density of each customer's first block and its number; the edges of ``graph`` are used up."""
    score, group = np.zeros(customers), np.full(customers, ALONE, dtype=np.int64)
    for number in range(BLOCKS):
        density, block = densest(graph)
        fresh = [node for node in block if node < customers and group[node] == ALONE]
        score[fresh], group[fresh] = density, number
        _remove_edges(graph, block)
    return score, group


def densest(graph: Graph) -> tuple[float, frozenset[int]]:
    """The highest weight per node that greedy peeling meets, and the nodes that have it."""
    cost = [sum(edges.values()) for edges in graph]
    left = {node for node, edges in enumerate(graph) if edges}
    everything, total = frozenset(left), sum(cost) / 2
    best, best_at = (total / len(left) if left else 0.0), 0
    order: list[int] = []
    heap = sorted((cost[node], node) for node in left)
    while len(left) > 1:
        said, node = heapq.heappop(heap)
        if node not in left or said != cost[node]:
            continue  # an entry from before the node's cost was lowered
        left.remove(node)
        order.append(node)
        total -= cost[node]
        _lower_neighbours(graph[node], left, cost, heap)
        if total / len(left) > best:
            best, best_at = total / len(left), len(order)
    return best, everything - frozenset(order[:best_at])


def _lower_neighbours(
    edges: dict[int, float], left: set[int], cost: list[float], heap: list[tuple[float, int]]
) -> None:
    for other, weight in edges.items():
        if other in left:
            cost[other] -= weight
            heapq.heappush(heap, (cost[other], other))


def _remove_edges(graph: Graph, block: frozenset[int]) -> None:
    for node in block:
        graph[node] = {other: weight for other, weight in graph[node].items() if other not in block}
