"""Fixed request text that few customers of the log use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.coincidence import MOST_BITS
from stillwatch.evidence.log import Floats, Log
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence

TEXT: Final = 8.0
RARITY: Final = 0.25
"""Sharing a rare text weighs ``TEXT`` bits, and a little more the rarer it is: every small group has some text that
only it uses, so what a pair's rarity says is mostly undone by the number of groups of that size."""


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
    """Bits of agreeing on a text; its rarity is log2 of one over the share of customers who use it.

    That is the weight of an agreement after Fellegi and Sunter 1969; for why most of it is taken off see ``RARITY``.
    """
    customers = int(np.count_nonzero(np.bincount(log.registry.customer)))
    share = slices.sizes / max(customers, 1)
    rarity = np.minimum(np.log2(1 / np.maximum(share, 1e-9)), MOST_BITS)
    return SharedTemplate(np.where(fixed & (rarity > 0), TEXT + RARITY * (rarity - TEXT), 0.0), share)
