"""One simulated world that was scanned and measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stillwatch.evaluation.claims import Claims
from stillwatch.evaluation.measures import Measures

NONE: Final = Claims()


@dataclass(frozen=True, slots=True)
class Trial:
    """``prompts`` is ``grammar`` or ``real``; ``seconds`` is the scan alone, ``exchanges`` what it accepted."""

    scenario: str
    prompts: str
    seed: int
    exchanges: int
    seconds: float
    measures: Measures
    claims: Claims = NONE
