"""Typed numpy columns, stacking and picking rows of tables, and weighted draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Table = TypeVar("Table")


def stack(tables: Sequence[Table]) -> Table:
    """One table of the same dataclass with every column concatenated in order."""
    kind = type(tables[0])
    names = [field.name for field in fields(tables[0])]  # type: ignore[arg-type]  # Table is always a dataclass
    return kind(**{name: np.concatenate([getattr(table, name) for table in tables]) for name in names})


def rows_of(table: Table, rows: Ints) -> Table:
    """A table of the same dataclass with these rows of every column."""
    names = [field.name for field in fields(table)]  # type: ignore[arg-type]  # Table is always a dataclass
    return type(table)(**{name: getattr(table, name)[rows] for name in names})


def pick(rng: np.random.Generator, weights: Mapping[str, float], order: Sequence[str], count: int) -> Ints:
    """``count`` places in ``order``, drawn by the weight of their names (absent names weigh nothing)."""
    mass = np.array([weights.get(name, 0.0) for name in order])
    return np.searchsorted(np.cumsum(mass / mass.sum())[:-1], rng.random(count), side="right").astype(np.int64)


def chance(rng: np.random.Generator, share: float, count: int) -> Bools:
    """True for each of ``count`` rows with probability ``share``."""
    return rng.random(count) < share


def split(rng: np.random.Generator, total: int, weights: Floats) -> Ints:
    """Divide ``total`` over the weights: at least one each where there is enough, the rest by chance."""
    count = len(weights)
    if total <= count:
        return (rng.permutation(count) < total).astype(np.int64)
    return 1 + rng.multinomial(total - count, weights / weights.sum()).astype(np.int64)


def pareto(rng: np.random.Generator, tail: float, count: int, ceiling: float = 1e5) -> Floats:
    """Heavy-tailed weights from 1 up, cut at ``ceiling``."""
    return np.minimum((1.0 - rng.random(count)) ** (-1.0 / tail), ceiling)


def group_sizes(rng: np.random.Generator, members: int, low: int, high: int) -> Ints:
    """Sizes between ``low`` and ``high`` that sum to ``members`` (one smaller group where it must)."""
    sizes: list[int] = []
    left = members
    while left > 0:
        size = min(left, int(rng.integers(low, high + 1)))
        sizes.append(size)
        left -= size
    return np.array(sizes, dtype=np.int64)


def evenly(count: int, share: float) -> Bools:
    """Which of ``count`` places make up this share, spread evenly; no chance, so that a share of 0 draws nothing."""
    return np.asarray(np.diff(np.floor(np.arange(count + 1) * share + 1e-9)) > 0)
