"""An address and the network it stands in, as keys."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.fingerprints.keys import value_keys

IPV4: Final = r"^(?P<ipv4>[0-9]+\.[0-9]+\.[0-9]+)\.[0-9]+$"
PSEUDONYM: Final = r"^(?P<pseudonym>[0-9a-f]+)-[0-9a-f]+$"
IPV6: Final = r"^(?P<ipv6>[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*):"
KINDS: Final = ("ipv4", "pseudonym", "ipv6")


def network_keys(column: pa.Array) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Keys of addresses and of their networks, 0 where unknown.

    A network is the /24 of an IPv4 address, the /48 of an IPv6 address, the first half of a pseudonym. What has none of
    these forms, such as an address that was hashed as a whole, is its own network: it links less, never more.
    """
    encoded = column.dictionary_encode()
    parts = pc.extract_regex(encoded.dictionary, pattern=f"{IPV4}|{PSEUDONYM}|{IPV6}")
    found = [pc.struct_field(parts, name) for name in KINDS]
    network = pc.coalesce(*[_unless_empty(part) for part in (*found, encoded.dictionary)])
    addresses = np.append(value_keys(encoded.dictionary), np.uint64(0))
    networks = np.append(value_keys(network), np.uint64(0))
    codes = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return addresses[codes], networks[codes]


def _unless_empty(column: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(column, ""), None, column)
