"""How far probabilities are from frequencies: bins of equal mass and the expected calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stillwatch.evaluation.claims import Claim

BINS: Final = 10
"""Bins at most; claims of one probability are never divided over two."""


@dataclass(frozen=True, slots=True)
class Bin:
    """``count`` claims from ``lowest`` to ``highest`` probability: what they say on average, what share is so."""

    lowest: float
    highest: float
    said: float
    true: float
    count: int


def equal_mass(claims: Sequence[Claim], most: int = BINS) -> tuple[Bin, ...]:
    """Bins with about as many claims each (Nguyen and O'Connor 2015), ascending; fewer where many claims are equal."""
    total = sum(one.whole for one in claims)
    found: list[Bin] = []
    part: list[Claim] = []
    for one in sorted(claims, key=lambda claim: claim.probability):
        part.append(one)
        if sum(claim.whole for claim in part) * most >= total:
            found.append(_bin(part))
            part = []
    return (*found, _bin(part)) if part else tuple(found)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error: the mean over claims of how far their bin is off (Guo, Pleiss, Sun, Weinberger 2017).

    None where nothing was claimed.
    """
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.said - one.true) for one in bins) / total if total else None


def _bin(part: Sequence[Claim]) -> Bin:
    count = sum(one.whole for one in part)
    return Bin(
        lowest=part[0].probability,
        highest=part[-1].probability,
        said=sum(one.probability * one.whole for one in part) / count,
        true=sum(one.right for one in part) / count,
        count=count,
    )
