"""Shares of a campaign's exchanges by name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from stillwatch.records.vocabulary import CAPABILITIES


def shares(codes: npt.NDArray[np.integer], names: Sequence[str]) -> dict[str, float]:
    """Share of each name among the non-negative ``codes``, largest first; empty where there are none."""
    known = codes[codes >= 0].astype(np.int64)
    if not len(known):
        return {}
    counts = np.bincount(known, minlength=len(names))
    order = np.argsort(-counts, kind="stable")
    return {names[i]: float(counts[i] / len(known)) for i in order if counts[i]}


def capability_shares(capability: npt.NDArray[np.int8]) -> dict[str, float]:
    """What was sought, in the contract's names; ``general`` where nothing is known."""
    return shares(capability, CAPABILITIES) or {"general": 1.0}
