"""When each account of a campaign works: starts, bans, and the replacements that take over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stillwatch.simulation.columns import Bools, Floats, Ints
from stillwatch.simulation.scenario import Bans


@dataclass(frozen=True, slots=True)
class Lives:
    """Per account: seconds of first and last use, whether a ban ended it, and which account it replaces (-1: none)."""

    start: Floats
    end: Floats
    banned: Bools
    replaces: Ints


def plan_lives(rng: np.random.Generator, bans: Bans, count: int, begin: float, stop: float) -> Lives:
    """Lives of ``count`` accounts between ``begin`` and ``stop``; a replacement can be banned in its turn."""
    first = max(1, count - round(count * bans.share))
    start = np.full(count, begin)
    start[:first] += rng.exponential(0.03, first) * (stop - begin)
    start = np.minimum(start, begin + 0.5 * (stop - begin))
    end = np.full(count, stop)
    banned = np.zeros(count, dtype=bool)
    replaces = np.full(count, -1, dtype=np.int64)
    moments = _ban_moments(rng, bans, count - first, begin, stop)
    alive = list(rng.permutation(first))
    for new, moment in zip(range(first, count), moments, strict=True):
        old = next((place for place in alive if start[place] < moment), alive[0])
        alive.remove(old)
        alive.append(new)
        end[old] = max(moment, start[old] + 60.0)
        banned[old] = True
        replaces[new] = old
        start[new] = min(end[old] + rng.exponential(bans.replace_hours * 3600), stop - 600)
    return Lives(start, end, banned, replaces)


def _ban_moments(rng: np.random.Generator, bans: Bans, count: int, begin: float, stop: float) -> Floats:
    """Sorted times of closures: soon after a wave's beginning, or spread evenly."""
    span = stop - begin
    if bans.waves:
        waves = begin + span * rng.uniform(0.2, 0.85, bans.waves)
        if bans.at:
            waves[0] = begin + span * bans.at
        moments = rng.choice(waves, count) + rng.exponential(bans.wave_minutes * 60, count)
    else:
        moments = begin + span * rng.uniform(0.1, 0.9, count)
    return np.sort(np.minimum(moments, begin + span * 0.95))
