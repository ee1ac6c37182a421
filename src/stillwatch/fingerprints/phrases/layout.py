"""How compiled phrases lie in memory: flat arrays, and the columns of those that are read together."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

CHECK_START: Final = 1
CHECK_END: Final = 2
COUNTS: Final = 4

PATTERN: Final = 0
LENGTH: Final = 1
AFTER: Final = 2
CHECKS: Final = 3
FIRST_SLOT: Final = 4
END_SLOT: Final = 5
REACH: Final = 6
COLUMNS: Final = 7
"""The columns of ``PhraseTables.arrivals``, and how many there are."""


class PhraseTables(NamedTuple):
    """The compiled phrasebook. ``*_starts`` arrays are CSR row offsets into the array named beside them.

    Patterns, ``patterns`` of them: ``arrivals`` has a row for each of the automaton's ``outputs``, so that all that an
    end of a pattern is checked for stands together in memory: its number and length in folded bytes; the slot it must
    closely follow, or -1; bits that say which end must be an end of a word, and whether a hit counts or only leads on;
    the ``slots`` it fills (from, to) and how far they reach from its end. Further the weights it gives
    (``weight_starts`` → ``weight_classes``, ``weights``) and the groups it belongs to (``group_starts`` → ``groups``).

    Groups: the clauses that need them (``needed_starts`` → ``needed_by``). Clauses: what must hit within ``windows``
    folded bytes (``all_starts`` → ``all_groups``), what must not hit anywhere in the text (``none_starts`` →
    ``none_groups``) and the weights they give (``clause_weight_starts`` → ``clause_classes``, ``clause_weights``).
    """

    arrivals: npt.NDArray[np.int32]
    slots: npt.NDArray[np.int32]
    patterns: int
    weight_starts: npt.NDArray[np.int32]
    weight_classes: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    group_starts: npt.NDArray[np.int32]
    groups: npt.NDArray[np.int32]
    needed_starts: npt.NDArray[np.int32]
    needed_by: npt.NDArray[np.int32]
    windows: npt.NDArray[np.int32]
    all_starts: npt.NDArray[np.int32]
    all_groups: npt.NDArray[np.int32]
    none_starts: npt.NDArray[np.int32]
    none_groups: npt.NDArray[np.int32]
    clause_weight_starts: npt.NDArray[np.int32]
    clause_classes: npt.NDArray[np.int32]
    clause_weights: npt.NDArray[np.float32]
    slot_count: int
