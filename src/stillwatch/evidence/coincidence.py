"""How much likelier two members of a slice share a value than two customers picked from the same log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints

FEWEST_SHARING: Final = 3
LEAST_SHARING: Final = 0.1
"""Members that share are at least this part of those known, taken two standard errors low.

A few pairs in a large slice are people with two accounts, who do the same work with both.
"""
MOST_BITS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Coincidence:
    """Per slice: ``rate`` of pairs with one value, members ``sharing`` with another, ``known`` members, ``bits``.

    ``crowd`` are further bits where nearly all of many members share: see ``crowd``.
    """

    rate: Floats
    sharing: Ints
    known: Ints
    bits: Floats
    crowd: Floats


@kernel
def _pairs(offsets: Ints, values: Codes, size: int) -> tuple[Floats, Ints, Ints]:
    """Ordered pairs with equal non-zero values, members in such pairs, and members with a value, per slice."""
    count = np.zeros(size, dtype=np.int32)
    slices = len(offsets) - 1
    pairs = np.zeros(slices)
    sharing = np.zeros(slices, dtype=np.int64)
    known = np.zeros(slices, dtype=np.int64)
    for i in range(slices):
        part = values[offsets[i] : offsets[i + 1]]
        for value in part:
            count[value] += 1
        known[i] = len(part) - count[0]
        count[0] = 0
        for value in part:
            same = count[value]
            if same > 1:
                pairs[i] += float(same) * (same - 1)
                sharing[i] += same
            count[value] = 0
    return pairs, sharing, known


@dataclass(frozen=True, slots=True)
class Agreement:
    """Ordered pairs of a population: ``equal`` of ``pairs`` have one value, among those that both have any."""

    equal: float
    pairs: float

    @property
    def rate(self) -> float:
        """Share of equal pairs; 0 where there are none."""
        return self.equal / self.pairs if self.pairs else 0.0


def agreement(values: Codes) -> Agreement:
    """How often two members of a population agree, of those that have a value (0 = unknown)."""
    counts = np.bincount(values, minlength=1)[1:].astype(np.float64)
    known = float(counts.sum())
    return Agreement(float((counts * (counts - 1)).sum()), known * max(known - 1, 0.0))


def coincidence(offsets: Ints, values: Codes, population: Agreement) -> Coincidence:
    """Compare the rate of equal pairs among ``values[offsets[i]:offsets[i+1]]`` with the rest of the population's.

    ``values`` holds one code per member, or the distinct codes of each member (0 = unknown, never equal). A slice's
    own pairs are taken out of the population, which an operation that is half of the log would otherwise make.
    ``bits`` is log2 of the ratio (Fellegi and Sunter 1969), its numerator taken two standard errors low on the number
    of members that share, so that a few chance pairs weigh nothing, and 0 where few members share.
    """
    pairs, sharing, known = _pairs(offsets, values, int(values.max(initial=0)) + 1)
    inside = known * (known - 1.0)
    rate = pairs / np.maximum(inside, 1.0)
    low = rate * np.clip(1 - 2 / np.sqrt(np.maximum(sharing, 1)), 0.02, 1)
    rest = (np.maximum(population.equal - pairs, 0) + 2) / (np.maximum(population.pairs - inside, 0) + 2)
    bits = np.log2(np.maximum(low, rest) / rest)
    share = sharing / np.maximum(known, 1)
    certain = share - 2 * np.sqrt(share * (1 - share) / np.maximum(known, 1))
    several = (sharing >= FEWEST_SHARING) & (certain >= LEAST_SHARING)
    bits = np.where(several, np.minimum(bits, MOST_BITS), 0.0)
    return Coincidence(rate, sharing, known, bits, np.where(bits > 0, crowd(sharing, known, rest), 0.0))


def crowd(sharing: Ints | Floats, known: Ints | Floats, chance: Floats) -> Floats:
    """Log2 of the members that share, times the square of the part of them that chance does not explain.

    ``bits`` speak of one pair, however many agree. Agreements within a group depend on each other, so their number
    counts by its logarithm only; in a group with a few sharing pairs it hardly counts.
    """
    expected = -np.expm1(np.log1p(-np.minimum(chance, 0.5)) * np.maximum(known - 1, 0))
    beyond = np.clip((sharing / np.maximum(known, 1) - expected) / np.maximum(1 - expected, 1e-9), 0, 1)
    return np.asarray(beyond**2 * np.log2(np.maximum(sharing, 1)))
