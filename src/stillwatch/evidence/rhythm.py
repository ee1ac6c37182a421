"""What is left of each customer's activity when the day, the trend and everybody's rhythm are taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import DAY, HOUR, Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

STEP: Final = 6 * HOUR
PER_DAY: Final = DAY // STEP
LULL: Final = 7 * PER_DAY
"""Steps to which longer silence of everybody is cut: one exchange of a wrong date would else add years of them."""
FEWEST_STEPS: Final = 16
FEWEST_EXCHANGES: Final = 12
FEWEST_MEMBERS: Final = 5
RHYTHMIC: Final = 0.1
"""Mean correlation over the pairs of a crew from which it has a rhythm that one more account can be held against."""

STRAY: Final = 2.0
"""Standard errors from which a member follows the others; one in forty strangers does by chance."""
BY_CHANCE: Final = 0.023

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rhythms:
    """A unit vector over time steps per customer in ``place``; -1 where a customer did too little to have one.

    ``persistence`` is, per vector, by how much the going on of a burst over several steps widens what chance makes of a
    correlation: the sum of squared autocorrelations at all lags (Bartlett 1946).
    """

    vectors: Vectors
    place: Codes
    persistence: Floats


def _basis(log: Log, step: Ints, steps: int) -> Floats:
    """Orthonormal columns that explain away the time of day, a trend, and the root of all activity (with weekends)."""
    of_day = (np.arange(steps) * STEP + log.window[0] // STEP * STEP) % DAY // STEP
    everybody = np.sqrt(np.bincount(step, minlength=steps))
    columns = np.column_stack([np.eye(PER_DAY)[of_day], np.linspace(-1, 1, steps), everybody])
    return np.asarray(np.linalg.qr(columns)[0])


def _steps(log: Log) -> tuple[Ints, int]:
    """The time step of each exchange, and how many steps there are; a long silence keeps the time of day."""
    number = log.time // STEP
    gap = np.diff(number, prepend=number[:1])
    step = np.cumsum(np.where(gap > LULL, LULL + gap % PER_DAY, gap))
    return step, int(step.max(initial=0)) + 1


def residual(log: Log, rows: Codes) -> Floats:
    """Residual activity of a set of exchanges, a figure per time step; zeros in a log too short for rhythms."""
    step, steps = _steps(log)
    if steps < FEWEST_STEPS:
        return np.zeros(steps)
    known = _basis(log, step, steps)
    roots = np.sqrt(np.bincount(step[rows], minlength=steps))
    return np.asarray(roots - known @ (known.T @ roots))


def rhythms(log: Log) -> Rhythms:
    """Residual activity of each customer in steps of six hours, on the root scale, where counting noise is even.

    The shared rhythm of a population is removed by least squares, so that being awake or working at the same hours is
    no synchrony; what correlates beyond it is being switched on and off together (compare Cao et al. 2014,
    SynchroTrap).
    """
    step, steps = _steps(log)
    counts = np.bincount(log.customer)
    place = np.full(len(counts), -1, dtype=np.int32)
    active = np.flatnonzero(counts >= FEWEST_EXCHANGES) if steps >= FEWEST_STEPS else np.empty(0, dtype=np.int64)
    place[active] = np.arange(len(active))
    rows = place[log.customer] >= 0
    table = np.bincount(place[log.customer[rows]] * steps + step[rows], minlength=len(active) * steps)
    roots = np.sqrt(table.reshape(len(active), steps)).astype(np.float32)
    known = _basis(log, step, steps).astype(np.float32)
    left = roots - (roots @ known) @ known.T
    vectors = left / np.maximum(np.linalg.norm(left, axis=1, keepdims=True), 1e-6)
    return Rhythms(vectors, place, _persistence(vectors))


def _persistence(vectors: Vectors) -> Floats:
    steps = vectors.shape[1]
    spectrum = np.abs(np.fft.rfft(vectors, 2 * steps, axis=1)) ** 2
    lags = np.fft.irfft(spectrum, 2 * steps, axis=1)[:, :steps]
    return np.asarray(1 + 2 * (lags[:, 1:] ** 2).sum(axis=1))


@kernel
def _mean_correlation(offsets: Ints, members: Codes, vectors: Vectors, stray: float) -> tuple[Floats, Ints, Ints]:
    """Mean correlation over the pairs of each slice's members that have a rhythm, and how many have one.

    And how many of these point where the sum of the others does, by a cosine of more than ``stray``.
    """
    slices, steps = len(offsets) - 1, vectors.shape[1]
    mean, known, along = np.full(slices, np.nan), np.zeros(slices, dtype=np.int64), np.zeros(slices, dtype=np.int64)
    for i in range(slices):
        total = np.zeros(steps)
        for j in range(offsets[i], offsets[i + 1]):
            if members[j] >= 0:
                known[i] += 1
                for t in range(steps):
                    total[t] += vectors[members[j], t]
        square = (total**2).sum()
        if known[i] < FEWEST_MEMBERS:
            continue
        mean[i] = (square - known[i]) / (known[i] * (known[i] - 1.0))
        for j in range(offsets[i], offsets[i + 1]):
            if members[j] >= 0:
                with_all = 0.0
                for t in range(steps):
                    with_all += total[t] * vectors[members[j], t]
                along[i] += with_all - 1 > stray * np.sqrt(max(square - 2 * with_all + 1, 1e-12))
    return mean, known, along


def with_the_others(log: Log, found: Rhythms, crew: Codes, accounts: Codes) -> Floats:
    """How far the rhythm of each of ``accounts`` points where that of the others in ``crew`` does (cosine).

    0 where an account has no rhythm, and for all where the crew has none in common.
    """
    place, mine = found.place[log.registry.customer[accounts]], found.place[np.unique(log.registry.customer[crew])]
    known, vectors = place >= 0, found.vectors[mine[mine >= 0]].astype(np.float64)
    out = np.zeros(len(accounts))
    size, total = len(vectors), vectors.sum(axis=0)
    if size < FEWEST_MEMBERS or ((total**2).sum() - size) / (size * (size - 1)) < RHYTHMIC:
        return out
    own = found.vectors[place[known]].astype(np.float64)
    inside = np.isin(place[known], mine)
    others = total - own * inside[:, None]
    out[known] = (own * others).sum(axis=1) / np.maximum(np.linalg.norm(others, axis=1), 1e-9)
    return out


@dataclass(frozen=True, slots=True)
class Step:
    """Per slice: mean correlation over the pairs of its members with a rhythm (nan where too few have one).

    ``noise`` is its standard error where members are unrelated, ``known`` those with a rhythm, ``along`` those of them
    who follow the others beyond ``STRAY`` standard errors.
    """

    correlation: Floats
    noise: Floats
    known: Ints
    along: Ints


def in_step(log: Log, slices: Slices, found: Rhythms) -> Step:
    """How far the members of each slice go on and off together.

    The whole activity of the members counts, not only what they did in the slice. Cosines of unrelated unit vectors
    stray from zero by one over the root of their length.
    """
    steps = max(found.vectors.shape[1], 1)
    place = found.place[log.registry.customer[slices.account]]
    mean, known, along = _mean_correlation(slices.offsets, place, found.vectors, STRAY / float(np.sqrt(steps)))
    lasting = np.where(place >= 0, np.append(found.persistence, 0.0)[place], 0.0)
    pairs = np.maximum(known * (known - 1.0) / 2, 1)
    noise = np.sqrt(slices.sums(lasting) / np.maximum(known, 1) / (pairs * steps))
    return Step(mean, noise, known, along)
