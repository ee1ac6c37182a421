"""Which candidate slices carry two independent kinds of evidence that no honest explanation outweighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.alternatives import Explanations
from stillwatch.evidence.log import Floats
from stillwatch.evidence.measures import Measures

STRONG: Final = 4.0
"""Bits from which a kind of evidence counts as one of the two that are needed."""
PRIOR: Final = -16.0
"""Log2 odds that a candidate is an operation before any evidence: a log has tens of thousands of candidates."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Per slice: ``bits`` of log2 posterior odds, ``kinds`` of independent strong evidence, and whether it ``holds``."""

    bits: Floats
    kinds: npt.NDArray[np.int64]
    holds: npt.NDArray[np.bool_]


def weigh(measures: Measures, explanations: Explanations) -> Suspicion:
    """Independent kinds are content, time, registration and infrastructure; content alone never suffices."""
    outside = np.stack([measures.synchrony.bits, measures.cohort.bits, measures.infrastructure.bits]) >= STRONG
    content = measures.template.bits + np.minimum(measures.partition.bits, 0) >= STRONG
    kinds = outside.sum(axis=0) + content
    bits = PRIOR + measures.total - explanations.total
    return Suspicion(bits, kinds, (kinds >= 2) & outside.any(axis=0) & (bits > 0))
