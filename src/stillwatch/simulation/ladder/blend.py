"""Values between what an operator has and what it would have if it evaded altogether."""

from __future__ import annotations

from collections.abc import Mapping


def between(now: float, full: float, strength: float) -> float:
    """``now`` at strength 0, ``full`` at 1, exactly at both ends."""
    return now * (1.0 - strength) + full * strength


def whole_between(now: int, full: int, strength: float) -> int:
    """The same for a number of things."""
    return round(between(now, full, strength))


def mixed(now: Mapping[str, float], full: Mapping[str, float], strength: float) -> dict[str, float]:
    """Weights between two; those of weight 0 are left out, since a plan draws from the names it has."""
    if strength == 0:
        return dict(now)
    before, after = _shares(now), _shares(full)
    names = [*before, *(name for name in after if name not in before)]
    blend = {name: between(before.get(name, 0.0), after.get(name, 0.0), strength) for name in names}
    return {name: weight for name, weight in blend.items() if weight > 0}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
