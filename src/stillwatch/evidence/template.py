"""Fixed request text that few customers of the log use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.coincidence import MOST_BITS
from stillwatch.evidence.log import Floats, Log
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class SharedTemplate:
    """Per slice: bits, and the share of the log's customers that use the text."""

    bits: Floats
    share: Floats

    def explain(self, i: int) -> Evidence:
        """The evidence of slice ``i`` in words."""
        share = f"{self.share[i]:.2%} of the log's customers"
        text = f"all of its accounts send the same fixed request text, which {share} use"
        return Evidence("shared_template", round(float(self.bits[i]), 1), text)


def shared_template(log: Log, slices: Slices, fixed: npt.NDArray[np.bool_]) -> SharedTemplate:
    """Bits of agreeing on a rare text: log2 of one over the share of customers who use it (Fellegi, Sunter 1969)."""
    customers = len(np.unique(log.registry.customer))
    share = slices.sizes / max(customers, 1)
    return SharedTemplate(np.where(fixed, np.minimum(np.log2(1 / np.maximum(share, 1e-9)), MOST_BITS), 0.0), share)
