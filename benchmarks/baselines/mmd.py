"""Windows of an account's prompts tested against everybody's: the maximum mean discrepancy of their embeddings.

Gretton et al., "A kernel two-sample test" (JMLR 2012), used on windows of queries as in Liu, Guo and Dong, "An
embarrassingly simple detector for model extraction attacks in large language model API traffic" (arXiv 2606.05725).
Theirs is given benign history as its reference; an unlabelled log has none, so the reference here is a few exchanges
of every account, of which a campaign of few and busy accounts makes little. Windows here are of one account and at most
300 queries long, since few accounts send more; theirs are of 100 to 1,500.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from baselines.interface import Log, Verdict, ungrouped

WINDOW: Final = 300
SHORTEST: Final = 10
"""A window of fewer queries says nothing, and an account of fewer has a score of 0."""

REFERENCE: Final = 1500
"""Half of it is compared with; windows are drawn from the other half to learn what chance gives."""

PER_ACCOUNT: Final = 2
DRAWS: Final = 50
SIZES: Final = (10, 30, 100, 300)
SEED: Final = 0

Vectors = npt.NDArray[np.float32]


def judge(log: Log) -> Verdict:
    """Each account's score is that of its most deviant window, in standard deviations of windows of the reference."""
    rng = np.random.default_rng(SEED)
    reference = Reference(log.vectors[_reference_rows(log, rng)], rng)
    score = np.zeros(len(log.names))
    for account, rows in enumerate(log.rows_of_accounts()):
        windows = [rows[start : start + WINDOW] for start in range(0, len(rows), WINDOW)]
        tested = [reference.deviation(log.vectors[part]) for part in windows if len(part) >= SHORTEST]
        score[account] = max(tested, default=0.0)
    return ungrouped(score)


class Reference:
    """A sample of everybody's vectors, and how far windows drawn from it stray from it by chance."""

    def __init__(self, vectors: Vectors, rng: np.random.Generator) -> None:
        """Set the kernel's width to the median distance and draw windows of several sizes."""
        half = len(vectors) // 2
        self._vectors, drawn = vectors[:half], vectors[half:]
        distances = _squared(self._vectors, self._vectors)
        apart = distances[distances > 0]
        self._gamma = 1.0 / float(np.median(apart)) if len(apart) else 1.0
        self._within = _mean_of_others(np.exp(-self._gamma * distances))
        self._chance = [self._spread(drawn, size, rng) for size in SIZES]

    def discrepancy(self, window: Vectors) -> float:
        """The unbiased estimate of the squared maximum mean discrepancy between a window and the reference."""
        across = np.exp(-self._gamma * _squared(window, self._vectors)).mean()
        return _mean_of_others(np.exp(-self._gamma * _squared(window, window))) + self._within - 2 * float(across)

    def deviation(self, window: Vectors) -> float:
        """The discrepancy in standard deviations of windows of this size, above their mean."""
        mean, spread = self._chance[int(np.searchsorted(SIZES, len(window), side="right")) - 1]
        return (self.discrepancy(window) - mean) / spread

    def _spread(self, drawn: Vectors, size: int, rng: np.random.Generator) -> tuple[float, float]:
        size = min(size, len(drawn))
        values = [self.discrepancy(drawn[rng.choice(len(drawn), size, replace=False)]) for _ in range(DRAWS)]
        return float(np.mean(values)), max(float(np.std(values)), 1e-9)


def _reference_rows(log: Log, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    each = [rng.choice(rows, min(PER_ACCOUNT, len(rows)), replace=False) for rows in log.rows_of_accounts()]
    rows = rng.permutation(np.concatenate(each))
    return rows[:REFERENCE]


def _squared(left: Vectors, right: Vectors) -> npt.NDArray[np.float64]:
    ones = (left**2).sum(axis=1)[:, None] + (right**2).sum(axis=1)[None, :]
    return np.asarray(np.maximum(ones - 2 * left @ right.T, 0.0), dtype=np.float64)


def _mean_of_others(kernel: npt.NDArray[np.float64]) -> float:
    size = len(kernel)
    return float((kernel.sum() - np.trace(kernel)) / max(size * (size - 1), 1))
