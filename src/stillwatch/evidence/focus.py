"""Traffic that concentrates on what trains a model, beyond what the log's customers usually ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence
from stillwatch.records.vocabulary import CAPABILITIES

MOST: Final = 4.0
LEAST_BASE: Final = 0.02
LEAST_TOLD: Final = 0.01
"""A smaller share of elicitation is not worth a word."""
GENERAL: Final = CAPABILITIES.index("general")


@dataclass(frozen=True, slots=True)
class Focus:
    """Per slice: bits, and shares of its exchanges.

    ``trainable`` ask for a capability that trains a model (among those with known content), ``elicitation`` use a
    technique. ``base`` is the first of these in the whole log.
    """

    bits: Floats
    trainable: Floats
    elicitation: Floats
    base: float

    def explain(self, i: int) -> Evidence:
        """The evidence of slice ``i`` in words."""
        text = f"{self.trainable[i]:.0%} of its exchanges ask for a capability that trains a model"
        if self.elicitation[i] >= LEAST_TOLD:
            text += f", and {self.elicitation[i]:.0%} use a known elicitation technique"
        return Evidence("narrow_focus", round(float(self.bits[i]), 1), text)


@kernel
def _shares(row_offsets: Ints, rows: Codes, marked: Floats, weight: Floats) -> Floats:
    out = np.full(len(row_offsets) - 1, np.nan)
    for i in range(len(out)):
        hit, whole = 0.0, 0.0
        for j in range(row_offsets[i], row_offsets[i + 1]):
            hit += marked[rows[j]]
            whole += weight[rows[j]]
        if whole > 0:
            out[i] = hit / whole
    return out


def focus(log: Log, slices: Slices) -> Focus:
    """At most a few bits: many honest customers are narrow too, so focus supports other evidence and never leads it."""
    known = (log.capability >= 0).astype(np.float64)
    marked = ((log.capability >= 0) & (log.capability != GENERAL)).astype(np.float64)
    trainable = _shares(slices.row_offsets, slices.rows, marked, known)
    technique = (log.techniques > 0).astype(np.float64)
    elicitation = _shares(slices.row_offsets, slices.rows, technique, np.ones(len(log)))
    base = max((marked.sum() + 1) / (known.sum() + 2), LEAST_BASE)
    base_technique = max((technique.sum() + 1) / (len(log) + 2), LEAST_BASE)
    bits = np.log2(np.maximum(np.nan_to_num(trainable, nan=base), LEAST_BASE) / base)
    bits += np.log2(np.maximum(elicitation, base_technique) / base_technique)
    return Focus(np.clip(bits, -MOST, MOST), trainable, elicitation, float(base))
