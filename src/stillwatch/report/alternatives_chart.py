"""Innocent explanations weighed: bits for to the right of a common middle, bits against to its left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stillwatch.report.labels import ALTERNATIVE, words
from stillwatch.report.sentences import verdict_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stillwatch.records.evidence import Alternative

MIDDLE: Final = 50.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """An explanation with its outcome in words and its two bars in percent of the drawing."""

    name: str
    text: str
    outcome: str
    ruled_out: bool
    bits_for: float
    bits_against: float
    for_width: float
    against_start: float
    against_width: float


def weighed(alternatives: Sequence[Alternative]) -> tuple[Weighed, ...]:
    """The explanations on one scale, the one that fits best first."""
    ordered = sorted(alternatives, key=lambda item: (item.bits_against - item.bits_for, item.name))
    scale = max((max(item.bits_for, item.bits_against) for item in ordered), default=0.0) or 1.0
    return tuple(_weighed(item, scale) for item in ordered)


def _weighed(item: Alternative, scale: float) -> Weighed:
    against = round(MIDDLE * min(max(item.bits_against / scale, 0.0), 1.0), 3)
    return Weighed(
        name=words(item.name, ALTERNATIVE),
        text=item.text,
        outcome=verdict_on(item),
        ruled_out=item.bits_against > item.bits_for,
        bits_for=item.bits_for,
        bits_against=item.bits_against,
        for_width=round(MIDDLE * min(max(item.bits_for / scale, 0.0), 1.0), 3),
        against_start=round(MIDDLE - against, 3),
        against_width=against,
    )
