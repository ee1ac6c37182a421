"""Which campaign the truth names for an account that several campaigns use."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.tables import Accounts, Streams


def owned(accounts: Accounts, streams: Streams) -> Accounts:
    """Accounts with the campaign of which each carries most exchanges; the one listed first where two are equal.

    An account that carries none keeps the campaign that opened it.
    """
    own = np.flatnonzero(streams.campaign >= 0)
    if not len(own):
        return accounts
    carried: Ints = np.zeros((len(accounts.kind), int(streams.campaign.max()) + 1), dtype=np.int64)
    np.add.at(carried, (streams.account[own], streams.campaign[own]), streams.volume[own])
    return replace(accounts, campaign=np.where(carried.any(axis=1), carried.argmax(axis=1), accounts.campaign))
