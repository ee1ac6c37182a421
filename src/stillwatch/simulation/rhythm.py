"""When clients send: intensity over the window, and arrival times drawn from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Floats, Ints

DAY: Final = 86400.0
STEP: Final = 900.0
SHAPES: Final = ("office", "evening", "always", "nightly")
ZONES: Final = (-8, -6, -5, -3, 0, 1, 2, 3, 5, 8, 9, 10)
_FLOOR: Final = 1e-6
_WEEKEND: Final = (5, 6)
_NIGHT: Final = (1, 2, 3, 4)


def shape_grid(shape: str, zone: int, days: int) -> Floats:
    """Relative intensity per quarter hour of the window, in the local time of ``zone`` (hours from UTC)."""
    hours = np.arange(0.0, days * 24, STEP / 3600) + zone
    hour, weekend = hours % 24, np.isin(np.floor(hours / 24) % 7, _WEEKEND)
    if shape == "office":
        curve = np.exp(-(((hour - 13.5) / 4.0) ** 2)) * np.where(weekend, 0.15, 1.0)
    elif shape == "evening":
        curve = 0.25 * np.exp(-(((hour - 12) / 4) ** 2)) + np.exp(-(((hour - 20.5) / 3) ** 2))
        curve = curve * np.where(weekend, 1.3, 1.0)
    elif shape == "nightly":
        curve = np.isin(np.floor(hour), _NIGHT).astype(float)
    else:
        curve = 1 + 0.2 * np.sin((hour - 9) / 24 * 2 * np.pi)
    return np.asarray(curve + 0.002, dtype=np.float64)


@dataclass(slots=True)
class RhythmBook:
    """All rhythms of a world: the standard shapes by zone first, then those that groups add."""

    days: int
    grids: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Fill in the standard rhythms."""
        self.grids.extend(shape_grid(shape, zone, self.days) for shape in SHAPES for zone in ZONES)

    @property
    def seconds(self) -> float:
        """Length of the window."""
        return self.days * DAY

    def add(self, grid: Floats) -> int:
        """Register a group's own rhythm (one value per quarter hour) and return its code."""
        self.grids.append(grid)
        return len(self.grids) - 1

    def cumulative(self, rhythm: int) -> tuple[Floats, Floats]:
        """Grid edges in seconds and the cumulative intensity at each, strictly increasing."""
        grid = np.maximum(self.grids[rhythm], _FLOOR)
        edges: Floats = np.linspace(0.0, len(grid) * STEP, len(grid) + 1)
        return edges, np.concatenate([[0.0], np.cumsum(grid)])

    def mass(self, rhythm: int, start: Floats, end: Floats) -> Floats:
        """Expected activity between ``start`` and ``end`` (seconds) under one rhythm."""
        edges, total = self.cumulative(rhythm)
        return np.asarray(np.interp(end, edges, total) - np.interp(start, edges, total), dtype=np.float64)


def standard(shape: Ints, zone: Ints) -> Ints:
    """Code of the standard rhythm ``SHAPES[shape]`` in ``ZONES[zone]``."""
    return shape * len(ZONES) + zone


def place(book: RhythmBook, rhythm: Ints, start: Floats, end: Floats, share: Floats) -> Floats:
    """Times in seconds at which each row's rhythm has spent ``share`` (0-1) of its activity between start and end."""
    times = np.empty(len(share))
    order = np.argsort(rhythm, kind="stable")
    codes, first = np.unique(rhythm[order], return_index=True)
    for code, rows in zip(codes, np.split(order, first[1:]), strict=True):
        edges, total = book.cumulative(int(code))
        low, high = np.interp(start[rows], edges, total), np.interp(end[rows], edges, total)
        times[rows] = np.interp(low + share[rows] * (high - low), total, edges)
    return times


def on_off(rng: np.random.Generator, days: int, *, on_hours: float, off_hours: float, level: float = 0.02) -> Floats:
    """A job's rhythm: stretches of work and of rest with exponential lengths, at uneven load."""
    steps = int(days * DAY / STEP)
    grid = np.full(steps, level)
    at = 0
    while at < steps:
        length = max(4, int(rng.exponential(on_hours) * 3600 / STEP))
        grid[at : at + length] = rng.uniform(0.5, 1.5)
        at += length + max(2, int(rng.exponential(off_hours) * 3600 / STEP))
    return grid
