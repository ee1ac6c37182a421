"""What each exchange of an operation is after, told from all exchanges of its wording and of its conversation.

One request may say little; a thousand with the same instructions say what the instructions are for. Exchanges of one
wording vote; a later turn is after what its conversation began with. Where the votes of a wording are divided it
serves several ends, and each exchange keeps its own answer.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.findings.wordings import NO_WORDING, wordings
from stillwatch.records.vocabulary import CAPABILITIES

Capability = npt.NDArray[np.int8]

UNKNOWN: Final = -1
GENERAL: Final = CAPABILITIES.index("general")
FEWEST_VOTES: Final = 5
CLEAR_LEAD: Final = 2.0
"""How many times the next one's votes the leading specialty needs to speak for every exchange of its wording: payloads
scatter their votes, instructions do not."""
LEAST_LEAD: Final = 1.2
"""The same to speak for those exchanges only that name no specialty themselves."""
LEAST_SHARE: Final = 0.2
"""Share of a wording's exchanges that must name a specialty; below, the wording is general."""


def sought(log: Log, rows: Codes) -> Capability:
    """The capability of each of an operation's ``rows``: a place in ``CAPABILITIES``, or -1 where nothing is known."""
    said = log.capability[rows].copy()
    wording = wordings(log, rows)
    talk, starts = _conversations(log, rows)
    voice = starts | ~_has_start(wording, starts)
    pooled = _by_group(wording, said, voice)
    opened = _begun(talk, starts, pooled, said)
    again = _by_group(wording, np.where(opened != UNKNOWN, opened, UNKNOWN).astype(np.int8), np.ones_like(starts))
    later = np.where(opened != UNKNOWN, opened, np.where(again != UNKNOWN, again, pooled))
    answer = np.where(starts, pooled, later)
    return np.where(answer != UNKNOWN, answer, said).astype(np.int8)


def _conversations(log: Log, rows: Codes) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """A number for each row's conversation, and whether the row begins it; a row without one stands alone."""
    keys = log.conversations[rows]
    talk = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    alone = keys == 0
    talk[alone] = talk.max(initial=0) + 1 + np.arange(int(alone.sum()))
    order = np.lexsort((log.time[rows], talk))
    starts = np.zeros(len(rows), dtype=np.bool_)
    starts[order] = np.diff(talk[order], prepend=-1) != 0
    return talk, starts & (np.asarray(log.column("turns")[rows]) <= 1)


def _has_start(group: Codes, starts: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether enough conversations begin with the row's wording for later turns to have no vote in it."""
    counts = np.bincount(group[starts] + 1, minlength=int(group.max(initial=0)) + 2)
    enough: npt.NDArray[np.bool_] = counts[group + 1] >= FEWEST_VOTES
    return enough


def _by_group(group: Codes, said: Capability, voice: npt.NDArray[np.bool_]) -> Capability:
    """The answer of each row's wording, -1 where it has none or is divided."""
    groups, kinds = int(group.max(initial=0)) + 1, len(CAPABILITIES)
    votes = (group != NO_WORDING) & voice & (said != UNKNOWN)
    table = np.bincount(group[votes].astype(np.int64) * kinds + said[votes], minlength=groups * kinds)
    verdict, clear = _verdicts(table.reshape(groups, kinds).astype(np.float64))
    heard = (group != NO_WORDING) & (clear[group] | (said == GENERAL) | (said == UNKNOWN))
    return np.where(heard, verdict[group], UNKNOWN).astype(np.int8)


def _verdicts(table: Floats) -> tuple[Capability, npt.NDArray[np.bool_]]:
    """Per wording: the leading specialty, general where hardly any is named, -1 where two contend or few voted.

    Beside it, whether the verdict is clear enough to overrule what a single exchange says.
    """
    special = table.copy()
    special[:, GENERAL] = 0
    ranked = np.sort(special, axis=1)
    whole, named = table.sum(axis=1), special.sum(axis=1)
    verdict = np.where(ranked[:, -1] >= LEAST_LEAD * ranked[:, -2], special.argmax(axis=1), UNKNOWN)
    plain = named < LEAST_SHARE * whole
    verdict = np.where(plain, GENERAL, verdict)
    clear = plain | (ranked[:, -1] >= CLEAR_LEAD * ranked[:, -2])
    return np.where(whole < FEWEST_VOTES, UNKNOWN, verdict).astype(np.int8), clear


def _begun(talk: Ints, starts: npt.NDArray[np.bool_], pooled: Capability, said: Capability) -> Capability:
    """For each row, what the start of its conversation is after; -1 where the start is not in the log."""
    first = np.full(int(talk.max(initial=0)) + 1, UNKNOWN, dtype=np.int8)
    answer = np.where(pooled != UNKNOWN, pooled, said)
    first[talk[starts]] = answer[starts]
    return first[talk]
