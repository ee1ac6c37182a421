"""Shares of a whole, largest first, the small rest gathered in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Share:
    """A named part of a whole; ``share`` is of 1, ``width`` in percent of the scale and within 0-100."""

    name: str
    share: float
    width: float


def largest_shares(shares: Mapping[str, float], limit: int = SHOWN) -> tuple[Share, ...]:
    """The ``limit`` largest parts that are not zero; what is left of the rest comes last as ``N others``."""
    ordered = sorted(
        ((name, share) for name, share in shares.items() if share > 0), key=lambda item: (-item[1], item[0])
    )
    if len(ordered) > limit:
        rest = ordered[limit - 1 :]
        ordered = [*ordered[: limit - 1], (f"{len(rest):,} others", sum(share for _, share in rest))]
    return tuple(Share(name, share, percent_width(share)) for name, share in ordered)


def percent_width(share: float) -> float:
    """A share of 1 as a width in percent, held within 0-100."""
    return round(min(max(100 * share, 0.0), 100.0), 3)
