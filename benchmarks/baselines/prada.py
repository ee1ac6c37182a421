"""PRADA: whether the distances of an account's prompts to its earlier ones are distributed as nobody's are by nature.

Juuti, Szyller, Marchal and Asokan, "PRADA: protecting against DNN model stealing attacks" (EuroS&P 2019), algorithm 1:
a query's smallest distance to a growing set of earlier queries is kept; a Shapiro-Wilk test of all that are kept says
whether they look normally distributed, as those of benign clients do. The paper has a growing set for each class that
the model predicts; a language model predicts none, so there is one set for each model that was asked. Its distances are
between images, these between embeddings. As in the paper, nothing is said of a client with fewer than 100 distances.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import shapiro

from baselines.interface import Codes, Log, Verdict, ungrouped

FEWEST: Final = 100
MOST: Final = 1000
"""The first exchanges of an account that are looked at: the distances grow with their square."""

OUTLIERS: Final = 3.0
"""Distances further than this many standard deviations from the mean are left out, as in the paper."""

Floats = npt.NDArray[np.float64]


def judge(log: Log) -> Verdict:
    """One minus the Shapiro-Wilk statistic; 0 for an account with too few distances."""
    model = np.asarray(log.exchanges["model"].combine_chunks().dictionary_encode().indices.to_numpy())
    score = np.zeros(len(log.names))
    for account, rows in enumerate(log.rows_of_accounts()):
        if len(rows) > FEWEST:
            kept = rows[:MOST]
            score[account] = abnormality(_all_smallest(log, kept, model[kept]))
    return ungrouped(score)


def abnormality(distances: Floats) -> float:
    """How little a sample looks normally distributed: 0 to 1."""
    spread = distances.std() if len(distances) else 0.0
    inside = distances[np.abs(distances - distances.mean()) <= OUTLIERS * spread] if spread else distances
    if len(inside) < FEWEST or np.ptp(inside) == 0:
        return 0.0
    return 1.0 - float(shapiro(inside).statistic)


def smallest_distances(distances: Floats) -> Floats:
    """For each query after the first, its smallest distance to the growing set of those before it.

    Args:
        distances: of all queries of one class to each other, in the order they were sent.
    """
    grown, among = [0], [0.0]
    found, threshold = np.zeros(len(distances)), 0.0
    for query in range(1, len(distances)):
        found[query] = distances[query, grown].min()
        if found[query] > threshold:
            grown.append(query)
            among.append(float(found[query]))
            threshold = max(threshold, float(np.mean(among) - np.std(among)))
    return found[1:]


def _all_smallest(log: Log, rows: Codes, model: Codes) -> Floats:
    parts = [rows[model == code] for code in np.unique(model)]
    return np.concatenate([smallest_distances(_apart(log.vectors[part])) for part in parts])


def _apart(vectors: npt.NDArray[np.float32]) -> Floats:
    squares = (vectors**2).sum(axis=1)
    squared = np.maximum(squares[:, None] + squares[None, :] - 2 * vectors @ vectors.T, 0.0)
    return np.sqrt(np.asarray(squared, dtype=np.float64))
