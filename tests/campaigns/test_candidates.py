"""Slices worth weighing: families of a fixed text, and components of shared identities."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.candidates import FEWEST_EXCHANGES, WIDEST_HUB, Candidates, candidates
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS, shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Codes, Log

POOLS = 5
PEOPLE = 24
EACH = 5
HUBS = st.lists(st.integers(0, 9), min_size=PEOPLE, max_size=PEOPLE)


def of_log(log: Log) -> Candidates:
    """The candidates of a log."""
    return candidates(log, families_of(shared_atoms(log), len(log)))


def rows_of(found: Candidates, i: int) -> list[int]:
    """The rows of slice ``i``."""
    slices = found.slices
    return sorted(slices.rows[slices.row_offsets[i] : slices.row_offsets[i + 1]].tolist())


def test_a_template_and_the_pools_of_identities_are_candidates(
    town_log: Log, town_candidates: Candidates, crew: Codes, crew_rows: Codes
) -> None:
    by_text = [rows_of(town_candidates, int(i)) for i in np.flatnonzero(town_candidates.family >= 0)]
    by_identity = [rows_of(town_candidates, int(i)) for i in np.flatnonzero(town_candidates.family < 0)]

    assert crew_rows.tolist() in by_text
    assert len(by_identity) == POOLS
    assert (
        sorted(row for rows in by_identity for row in rows) == np.flatnonzero(np.isin(town_log.account, crew)).tolist()
    )
    assert town_candidates.slices.sizes.min() >= FEWEST_CUSTOMERS
    assert town_candidates.slices.exchanges.min() >= FEWEST_EXCHANGES


@given(HUBS, HUBS)
def test_components_are_those_of_the_graph_of_identities(
    make_log: Callable[..., Log], payments: list[int], phones: list[int]
) -> None:
    rows = [{"account_id": f"a{i}", "hours": i} for i in range(PEOPLE) for _ in range(EACH)]
    people = [
        {"account_id": f"a{i}", "payment_id": f"p{payments[i]}" * bool(payments[i]), "phone_id": f"t{phones[i]}"}
        for i in range(PEOPLE)
    ]
    graph = nx.Graph([(f"a{i}", f"p{payments[i]}") for i in range(PEOPLE) if payments[i]])
    graph.add_edges_from((f"a{i}", f"t{phones[i]}") for i in range(PEOPLE))
    parts = [{name for name in part if name.startswith("a")} for part in nx.connected_components(graph)]
    log = make_log(rows, people)

    found = of_log(log)

    names = np.array(log.registry.names.to_pylist())
    told = [set(names[log.account[rows_of(found, i)]].tolist()) for i in range(len(found.slices))]
    assert sorted(map(sorted, told)) == sorted(sorted(part) for part in parts if len(part) >= FEWEST_CUSTOMERS)


def test_an_identity_of_too_many_is_no_link(make_log: Callable[..., Log]) -> None:
    for size, components in ((WIDEST_HUB, 1), (WIDEST_HUB + 1, 0)):
        rows = [{"account_id": f"a{i}", "hours": i} for i in range(size)]
        people = [{"account_id": f"a{i}", "device_id": "emulator"} for i in range(size)]

        assert len(of_log(make_log(rows, people)).slices) == components


def test_nothing_shared_no_candidates(make_log: Callable[..., Log]) -> None:
    assert len(of_log(make_log([{"account_id": f"a{i}", "hours": i} for i in range(50)])).slices) == 0
