"""What a technique that shows in a campaign as a whole was seen in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.log import Codes, Log
from stillwatch.records.vocabulary import TECHNIQUES


class Shown(NamedTuple):
    """The rows that make it up, and how it shows, as a sentence."""

    rows: Codes
    text: str


def using(log: Log, *techniques: str) -> npt.NDArray[np.bool_]:
    """Per row of the log, whether its wording shows one of ``techniques``."""
    bits = np.uint32(sum(1 << TECHNIQUES.index(name) for name in techniques))
    used: npt.NDArray[np.bool_] = (log.techniques & bits) != 0
    return used
