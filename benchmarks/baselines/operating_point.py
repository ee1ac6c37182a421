"""Which accounts a score accuses, where the truth picks the threshold that finds most within a budget of innocents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from baselines.interface import ALONE, Codes, Scores

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Accused:
    """How many of the campaign's accounts were accused, and how many innocents."""

    guilty: int
    innocents: int


def counted(accused: Flags, guilty: Flags) -> Accused:
    """Count a choice that was already made."""
    return Accused(int((accused & guilty).sum()), int((accused & ~guilty).sum()))


def best_within(score: Scores, guilty: Flags, most_innocents: int) -> Accused:
    """All accounts with at least some score are accused; of the thresholds that keep to the budget, the lowest.

    Accounts of one score are accused together or not at all. No real detector knows this threshold: it is the best that
    any choice of it can do.
    """
    order = np.argsort(-score, kind="stable")
    ordered, of_campaign = score[order], guilty[order]
    last_of_its_score = np.append(ordered[1:] != ordered[:-1], np.ones(min(len(ordered), 1), dtype=np.bool_))
    innocents = np.cumsum(~of_campaign)
    allowed = np.flatnonzero(last_of_its_score & (innocents <= most_innocents))
    if not len(allowed):
        return Accused(0, 0)
    return Accused(int(of_campaign[: allowed[-1] + 1].sum()), int(innocents[allowed[-1]]))


def allowance(per_10k: float, benign: int, ours: int) -> int:
    """The innocents that a baseline may accuse: the budget's share of the benign, or as many as we did, if more."""
    return max(int(per_10k * benign / 10_000), ours)


def best_group(group: Codes, guilty: Flags) -> tuple[int, int]:
    """The campaign's accounts in the group that has most of them, and that group's size; zeros where there is none."""
    inside = guilty & (group != ALONE)
    if not inside.any():
        return 0, 0
    held = np.bincount(group[inside])
    return int(held.max()), int((group == int(held.argmax())).sum())
