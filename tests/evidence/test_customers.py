"""Accounts are merged into one customer where that is open, and only there."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.customers import Keys, customers_of, private_domains, schooled

PEOPLE = 12
SMALL_KEYS = st.lists(st.integers(0, 4), min_size=PEOPLE, max_size=PEOPLE)
UNKNOWN = [0] * PEOPLE


def keys(values: list[int]) -> Keys:
    """Values with the first two accounts' at the front, the others unknown."""
    return np.array(values + [0] * (PEOPLE - len(values)), dtype=np.uint64)


def joined(organization: list[int], domain: list[int], payment: list[int], network: list[int]) -> bool:
    """Whether the first two accounts are one customer."""
    customer = customers_of(keys(organization), keys(domain), keys(payment), keys(network))
    return bool(customer[0] == customer[1])


@pytest.mark.parametrize(
    ("organization", "domain", "payment", "network"),
    [
        ([3, 3], [], [], []),
        ([], [5, 5], [7, 7], []),
        ([], [5, 5], [], [9, 9]),
        ([], [], [7, 7], [9, 9]),
    ],
)
def test_an_organization_or_two_identities_make_one_customer(
    organization: list[int], domain: list[int], payment: list[int], network: list[int]
) -> None:
    assert joined(organization, domain, payment, network)


@pytest.mark.parametrize(
    ("organization", "domain", "payment", "network"),
    [
        ([3, 4], [], [], []),
        ([], [5, 5], [], []),
        ([], [], [7, 7], []),
        ([], [], [], [9, 9]),
        ([], [5, 5], [7, 8], [9, 10]),
        ([], [], [7, 7], [9, 0]),
    ],
)
def test_one_identity_alone_does_not(
    organization: list[int], domain: list[int], payment: list[int], network: list[int]
) -> None:
    assert not joined(organization, domain, payment, network)


def test_a_public_mail_provider_says_nothing_of_an_owner() -> None:
    domain = np.full(1000, 5, dtype=np.uint64)
    domain[:3] = 6
    payment = np.full(1000, 7, dtype=np.uint64)
    nothing = np.zeros(1000, dtype=np.uint64)

    assert private_domains(domain)[:3].tolist() == [6, 6, 6]
    assert not private_domains(domain)[3:].any()
    assert len(set(customers_of(nothing, domain, payment, nothing)[3:].tolist())) == 997


@given(SMALL_KEYS, SMALL_KEYS, SMALL_KEYS)
def test_customers_are_the_components_of_open_links(
    organization: list[int], payment: list[int], network: list[int]
) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(PEOPLE))
    for i in range(PEOPLE):
        for j in range(i):
            alike = [bool(key[i]) and key[i] == key[j] for key in (organization, payment, network)]
            if alike[0] or (alike[1] and alike[2]):
                graph.add_edge(i, j)

    customer = customers_of(keys(organization), keys(UNKNOWN), keys(payment), keys(network))

    found = {frozenset(np.flatnonzero(customer == one).tolist()) for one in set(customer.tolist())}
    assert found == {frozenset(part) for part in nx.connected_components(graph)}


def test_schools_are_known_by_plan_or_mail() -> None:
    plan = pa.array(["education", "free", None, "api", "research"])
    domain = pa.array([None, "north.edu", "west.ac.uk", "education.example", None])
    assert schooled(plan, domain).tolist() == [True, True, True, False, True]
