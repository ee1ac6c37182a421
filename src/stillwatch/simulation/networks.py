"""Where clients connect from: providers by type, and the addresses that they hand out.

Addresses lie in 240.0.0.0/4 and provider numbers in the private range 4200000000 and up (RFC 6996), which
nobody routes, so that no real network is pointed at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.simulation.columns import Bools, Floats, Ints, chance
from stillwatch.simulation.vocabulary import NETWORKS

_PROVIDERS: Final = {"home": 90, "mobile": 40, "cloud": 10, "hosting": 60, "vpn": 14, "university": 140, "office": 40}
_SHARED_EXITS: Final = {"mobile": 48, "vpn": 24, "university": 8, "cloud": 64}
_SHARE_ON_EXIT: Final = {"mobile": 1.0, "vpn": 1.0, "university": 0.8, "cloud": 0.35}
_FAMILY: Final = 0.08
COUNTRIES: Final = (
    "US", "IN", "BR", "DE", "GB", "FR", "JP", "CA", "KR", "MX", "ES", "IT", "ID", "NL", "AU",
    "PL", "TR", "SG", "SE", "CH", "ZA", "NG", "AR", "VN", "UA", "HK", "TW", "PT", "CZ", "AE",
)  # fmt: skip # rows read better whole
_FIRST_ASN: Final = 4_200_000_000
_BASE: Final = 0xF000_0000


@dataclass(slots=True)
class AddressBook:
    """Every address in use: ``block`` is the provider's place and ``host`` the address within it."""

    rng: np.random.Generator
    block: list[Ints] = field(default_factory=list)
    host: list[Ints] = field(default_factory=list)
    size: int = 0
    network_at: dict[str, int] = field(default_factory=dict)
    country: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def __post_init__(self) -> None:
        """Lay out the providers; a provider has one country, and large countries have more of them."""
        self.network_at = {network: _first_provider(network) for network in NETWORKS}
        at = sum(_PROVIDERS.values())
        weights: Floats = np.arange(1.0, len(COUNTRIES) + 1) ** -0.7
        self.country = self.rng.choice(len(COUNTRIES), size=at, p=weights / weights.sum())

    def allot(self, networks: Ints) -> Ints:
        """A new address per row in a network of the given type; shared exits and families repeat addresses."""
        places = np.empty(len(networks), dtype=np.int64)
        for code, network in enumerate(NETWORKS):
            rows = np.flatnonzero(networks == code)
            if len(rows):
                places[rows] = self._allot(network, len(rows))
        return places

    def subnet(self, network: str, count: int) -> Ints:
        """``count`` addresses of one small range (a /24) at one provider."""
        provider = self.network_at[network] + int(self.rng.integers(_PROVIDERS[network]))
        base = int(self.rng.integers(256)) * 256
        hosts = base + self.rng.integers(1, 255, count)
        return self._add(np.full(count, provider), hosts)

    def _allot(self, network: str, count: int) -> Ints:
        rng = self.rng
        popular = rng.random(count) ** 2
        provider = self.network_at[network] + (popular * _PROVIDERS[network]).astype(np.int64)
        host = rng.integers(256, 65536, count)
        if network in _SHARED_EXITS:
            shared = rng.random(count) < _SHARE_ON_EXIT[network]
            host = np.where(shared, (rng.random(count) ** 1.5 * _SHARED_EXITS[network]).astype(np.int64), host)
        places = self._add(provider, host)
        if network == "home" and count > 1:
            family = np.flatnonzero(chance(rng, _FAMILY, count))
            places[family] = places[np.maximum(family - 1, 0)]
        return places

    def _add(self, provider: Ints, host: Ints) -> Ints:
        self.block.append(provider.astype(np.int64))
        self.host.append(host.astype(np.int64))
        places = np.arange(self.size, self.size + len(provider), dtype=np.int64)
        self.size += len(provider)
        return places

    def finish(self) -> Addresses:
        """Everything as columns by address place."""
        block, host = np.concatenate(self.block), np.concatenate(self.host)
        return _columns(block, host, self.country)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Columns by address place: the number, the provider's number, the country's code; and each provider's country."""

    number: Ints
    asn: Ints
    country: Ints
    providers: Ints

    def at(self, places: Ints) -> Addresses:
        """These addresses, one per row."""
        return Addresses(self.number[places], self.asn[places], self.country[places], self.providers)

    def made_up(self, rows: Bools, rng: np.random.Generator) -> Addresses:
        """The same with other households' addresses in these rows, each drawn anew."""
        count = int(rows.sum())
        block = _first_provider("home") + rng.integers(0, _PROVIDERS["home"], count)
        other = _columns(block, rng.integers(256, 65536, count), self.providers)
        new = Addresses(self.number.copy(), self.asn.copy(), self.country.copy(), self.providers)
        new.number[rows], new.asn[rows], new.country[rows] = other.number, other.asn, other.country
        return new

    def text(self, places: Ints) -> pa.Array:
        """Dotted addresses; negative places are null."""
        octets = pa.array([str(i) for i in range(256)])
        number = self.number[np.maximum(places, 0)]
        parts = [octets.take(pa.array((number >> shift) & 255, mask=places < 0)) for shift in (24, 16, 8, 0)]
        return pc.binary_join_element_wise(*parts, ".")


def _first_provider(network: str) -> int:
    return sum(_PROVIDERS[before] for before in NETWORKS[: NETWORKS.index(network)])


def _columns(block: Ints, host: Ints, country: Ints) -> Addresses:
    return Addresses(_BASE + block * 65536 + host, _FIRST_ASN + block * 37 % 90_000, country[block], country)
