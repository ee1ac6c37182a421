"""Addresses and the networks they stand in."""

import pyarrow as pa
import pytest

from stillwatch.fingerprints.networks import network_keys


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("198.51.100.7", "198.51.100.250", True),
        ("198.51.100.7", "198.51.101.7", False),
        ("2001:db8:1:2::3", "2001:db8:1:9::7", True),
        ("2001:db8:1:2::3", "2001:db8:2:2::3", False),
        ("0a1b2c-99ff", "0a1b2c-1234", True),
        ("0a1b2c-99ff", "0a1b2d-99ff", False),
    ],
)
def test_networks_are_shared_where_the_addresses_are_near(left: str, right: str, same: bool) -> None:  # noqa: FBT001 - a column of the cases
    addresses, networks = network_keys(pa.array([left, right]))
    assert addresses[0] != addresses[1]
    assert (networks[0] == networks[1]) == same


def test_what_tells_no_network_is_its_own() -> None:
    addresses, networks = network_keys(pa.array(["ip_0b45eaa2", "ip_0b45eaa2", "ip_77c1f0d9"]))

    assert networks[0] == networks[1] != 0
    assert networks[0] != networks[2]
    assert addresses[0] == addresses[1] != addresses[2]


def test_no_address_has_no_network() -> None:
    addresses, networks = network_keys(pa.array(["", None], pa.string()))
    assert addresses.tolist()[1] == 0
    assert networks.tolist() == [0, 0]
