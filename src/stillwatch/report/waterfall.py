"""The waterfall of evidence: how each piece moves the sum of bits, as positions on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stillwatch.records.evidence import Evidence

PRIOR: Final = "prior"


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of evidence on the scale.

    ``start`` and ``width`` are percent of the scale (0-100) and ``total`` is the sum in bits after this
    piece; ``reached`` is where that sum lies, in percent.
    """

    kind: str
    text: str
    bits: float
    total: float
    start: float
    width: float
    reached: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps in the order they are drawn, the sum in bits, and where zero lies (percent of the scale)."""

    steps: tuple[Step, ...]
    total: float
    zero: float
    start: float
    width: float

    @property
    def has_prior(self) -> bool:
        """Whether the first step is what was believed before any evidence."""
        return bool(self.steps) and self.steps[0].kind == PRIOR


def waterfall(evidence: Sequence[Evidence]) -> Waterfall:
    """Order the evidence (the prior, then the strongest first, then what speaks against) and place it on one scale."""
    ordered = sorted(evidence, key=lambda piece: (piece.kind != PRIOR, -piece.bits, piece.kind, piece.text))
    totals = list(accumulate((piece.bits for piece in ordered), initial=0.0))
    low, high = min(totals), max(totals)
    span = (high - low) or 1.0

    def place(value: float) -> float:
        return round(min(max(100 * (value - low) / span, 0.0), 100.0), 3)

    steps = tuple(
        Step(
            kind=piece.kind,
            text=piece.text,
            bits=piece.bits,
            total=after,
            start=place(min(before, after)),
            width=round(place(max(before, after)) - place(min(before, after)), 3),
            reached=place(after),
        )
        for piece, before, after in zip(ordered, totals, totals[1:], strict=False)
    )
    start, end = sorted((place(0.0), place(totals[-1])))
    return Waterfall(steps, totals[-1], place(0.0), start, round(end - start, 3))
