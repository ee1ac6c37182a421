"""Whether the members of a slice work from a common place, as far as their networks tell."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.commonest import LEAST_KNOWN, commonest
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Floats, Log
from stillwatch.evidence.sites import sited
from stillwatch.evidence.slices import Slices

AGREED: Final = 1.5
"""How far a common sign-up network can raise the share of members who work from a common place."""


def places_known(log: Log, slices: Slices) -> Marks:
    """Whether so many of each slice's exchanges have a network of work that members everywhere would be seen."""
    known = np.concatenate([[0], np.cumsum(log.network.value[slices.rows] > 0)])
    return np.asarray(np.diff(known[slices.row_offsets]) >= LEAST_KNOWN * slices.exchanges)


def common_places(log: Log, slices: Slices) -> Floats:
    """Share of each slice's members who work from a common place, or signed up there where they do.

    A common sign-up network alone is a proxy as likely as a place, unless nobody's network of work is known.
    """
    network = log.registry.signup_network
    worked, joined = sited(log, slices), commonest(slices, network, network > 0)
    agreed = np.maximum(worked, np.minimum(joined, AGREED * worked))
    return np.where(places_known(log, slices), agreed, joined)
