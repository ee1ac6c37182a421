"""The words of ICD 203 for how likely something is, so that a number and its word always agree."""

from __future__ import annotations

from typing import Final

SCALE: Final = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper bound of each band and its words (ICD 203 of 2015, D.6.e.2.a); the outermost 1 % take the outer words here."""


def likelihood(probability: float) -> str:
    """The words for a probability; ICD 203 keeps likelihood and confidence out of one sentence, so use them apart."""
    return next((words for bound, words in SCALE if probability < bound), SCALE[-1][1])


def sentence(probability: float, claim: str) -> str:
    """A whole sentence that says how likely ``claim`` is; ``claim`` reads on from ``that``."""
    words = likelihood(probability)
    opening = f"There is a {words}" if words.startswith("roughly") else f"It is {words}"
    if words.startswith("almost no"):
        opening = f"There is {words}"
    return f"{opening} that {claim}."
