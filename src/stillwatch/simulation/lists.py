"""Lists of choices per stream, kept in one flat array: a stream draws from its stretch of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from stillwatch.simulation.columns import Floats, Ints


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where each row's choices lie in the flat array: ``at[i]`` to ``at[i] + n[i]``."""

    at: Ints
    n: Ints


@dataclass(slots=True)
class Choices:
    """The flat array while a world is drafted."""

    parts: list[Ints] = field(default_factory=list)
    size: int = 0

    def own(self, values: Ints, counts: Ints) -> Stretch:
        """Consecutive stretches of ``values``, ``counts[i]`` of them for row i."""
        at = self.size + np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        self._append(values)
        return Stretch(at, counts)

    def shared(self, values: Ints, rows: int) -> Stretch:
        """One stretch that all rows share."""
        at = np.full(rows, self.size, dtype=np.int64)
        self._append(values)
        return Stretch(at, np.full(rows, len(values), dtype=np.int64))

    def _append(self, values: Ints) -> None:
        self.parts.append(values.astype(np.int64))
        self.size += len(values)

    def finish(self) -> Ints:
        """The flat array."""
        return np.concatenate(self.parts) if self.parts else np.empty(0, dtype=np.int64)


def draw(flat: Ints, at: Ints, n: Ints, share: Floats) -> Ints:
    """The choice at ``share`` (0-1) of each row's stretch."""
    return flat[at + np.minimum((share * n).astype(np.int64), n - 1)]


def weighted(values: Ints, weights: Floats, *, length: int = 200) -> Ints:
    """Repeat values so that an even draw follows the weights to within 1 / ``length``; each stands at least once."""
    counts = np.maximum(1, np.round(weights / weights.sum() * length)).astype(np.int64)
    return np.repeat(values, counts)
