"""Addresses: carriers and exits are shared by strangers, homes are not, and nothing points at a real network."""

from __future__ import annotations

import ipaddress

import numpy as np
import pytest

from stillwatch.simulation.networks import COUNTRIES, AddressBook, Addresses
from stillwatch.simulation.vocabulary import NETWORKS


def allotted(network: str, count: int) -> Addresses:
    """That many addresses of one type of network, a row for each."""
    book = AddressBook(np.random.default_rng(1))
    places = book.allot(np.full(count, NETWORKS.index(network)))
    return book.finish().at(places)


def repeated(network: str) -> float:
    """How many of 20 000 allotted addresses someone else has too."""
    _, counts = np.unique(allotted(network, 20_000).number, return_counts=True)
    return float(counts[counts > 1].sum() / 20_000)


@pytest.mark.parametrize("network", ["mobile", "vpn", "university"])
def test_carriers_exits_and_campuses_are_shared(network: str) -> None:
    assert repeated(network) > 0.7


def test_homes_are_mostly_ones_own() -> None:
    assert 0.05 < repeated("home") < 0.35


def test_addresses_are_in_the_block_that_nobody_routes() -> None:
    book = AddressBook(np.random.default_rng(1))
    places = book.allot(np.arange(len(NETWORKS)).repeat(30))
    addresses = book.finish()

    assert all(
        ipaddress.ip_address(text) in ipaddress.ip_network("240.0.0.0/4") for text in addresses.text(places).to_pylist()
    )
    assert (addresses.asn >= 4_200_000_000).all()
    assert (addresses.asn <= 4_294_967_294).all()
    assert addresses.country.max() < len(COUNTRIES)


def test_a_subnet_is_one_small_range_at_one_provider() -> None:
    book = AddressBook(np.random.default_rng(1))
    places = book.subnet("cloud", 20)
    addresses = book.finish()

    assert len(set(addresses.number[places] >> 8)) == 1
    assert len(set(addresses.asn[places])) == 1


def test_no_address_is_null() -> None:
    book = AddressBook(np.random.default_rng(1))
    place = int(book.allot(np.array([0]))[0])

    assert book.finish().text(np.array([-1, place]))[0].as_py() is None


def test_made_up_addresses_are_other_households() -> None:
    true, homes = allotted("cloud", 4_000), allotted("home", 20_000)
    rows = np.arange(4_000) % 2 == 0
    made = true.made_up(rows, np.random.default_rng(2))

    assert (made.number[~rows] == true.number[~rows]).all()
    assert len(np.unique(made.number[rows])) > 1_950
    assert set(made.asn[rows]) <= set(homes.asn)
    assert all(made.country[rows] == made.providers[(made.number[rows] >> 16) & 0xFFF])
