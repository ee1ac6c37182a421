"""By what a later scan can know an operation again: accounts, keys of its own text, keys of identities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.pieces import own_pieces
from stillwatch.evidence.log import Keys, Log, one_array
from stillwatch.fingerprints.keys import value_keys
from stillwatch.records.known import Traces

MOST_TEXTS: Final = 256
"""The smallest keys: those of two logs are comparable, as in a bottom-k sketch (Bar-Yossef et al. 2002)."""
MOST_KEPT: Final = 1024
"""Texts that are remembered, the newest first."""
IDENTITIES: Final = ("payment_id", "device_id", "phone_id")
FEWEST: Final = 2
"""Accounts with an identity, from which it says something about the operation and not about one of them."""


def traces(log: Log, operation: Operation, accounts: pa.Table | None) -> Traces:
    """Traces of one operation; ``accounts`` is the accounts table, if there is one."""
    names = log.registry.names.take(pa.array(operation.accounts))
    outside = np.setdiff1d(np.arange(len(log), dtype=np.int32), operation.rows, assume_unique=True)
    return Traces(
        accounts=tuple(names.to_pylist()),
        texts=_written(own_pieces(log, operation.rows, outside)[:MOST_TEXTS]),
        identities=() if accounts is None else _identities(accounts, names),
    )


def _identities(accounts: pa.Table, names: pa.Array) -> tuple[str, ...]:
    """Keys of cards, devices and phones that several of the accounts have; one kind's are told from another's."""
    places = pc.index_in(names, one_array(accounts, "account_id"))
    found = []
    for name in IDENTITIES:
        keys = value_keys(one_array(accounts, name).take(places))
        values, counts = np.unique(keys[keys != 0], return_counts=True)
        found += [f"{name.removesuffix('_id')}:{key}" for key in _written(values[counts >= FEWEST])]
    return tuple(found)


def _written(keys: Keys) -> tuple[str, ...]:
    return tuple(f"{int(key):016x}" for key in keys)


def remembered(new: Traces, earlier: Sequence[Traces]) -> Traces:
    """The traces of a campaign with those of all that it continues."""
    kept = dict.fromkeys(name for one in (new, *earlier) for name in one.accounts)
    texts = dict.fromkeys(key for one in (new, *earlier) for key in one.texts)
    identities = dict.fromkeys(key for one in (new, *earlier) for key in one.identities)
    return Traces(tuple(kept), tuple(texts)[:MOST_KEPT], tuple(identities))
