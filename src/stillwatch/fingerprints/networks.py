"""An address and the network it stands in, as keys."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.fingerprints.keys import value_keys

_NETWORK = r"^(?P<n>[0-9]+\.[0-9]+\.[0-9]+)\.[0-9]+$|^(?P<p>[0-9a-f]+)-[0-9a-f]+$|^(?P<s>[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*):"


def network_keys(column: pa.Array) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Keys of addresses and of their networks: /24 for IPv4, /48 for IPv6, the first half of a pseudonym; 0 where unknown.

    Abbreviated IPv6 (``::``) in the first three groups is its own network, which links less, never more.
    """
    encoded = column.dictionary_encode()
    parts = pc.extract_regex(encoded.dictionary, pattern=_NETWORK)
    network = pc.coalesce(*[pc.if_else(pc.equal(pc.struct_field(parts, name), ""), None, pc.struct_field(parts, name)) for name in ("n", "p", "s")])
    addresses = np.append(value_keys(encoded.dictionary), np.uint64(0))
    networks = np.append(value_keys(network), np.uint64(0))
    codes = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return addresses[codes], networks[codes]
