"""Where a walked text meets the ends of patterns, those are checked and noted as hits."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.phrases.automaton import Automaton
from stillwatch.fingerprints.phrases.folding import DIGIT, FIRST_LEAD, LAST_LEAD, is_word_end
from stillwatch.fingerprints.phrases.layout import (
    AFTER,
    CHECK_END,
    CHECK_START,
    CHECKS,
    COUNTS,
    END_SLOT,
    FIRST_SLOT,
    LENGTH,
    PATTERN,
    REACH,
    PhraseTables,
)
from stillwatch.fingerprints.phrases.walk import Lanes

FIRST_SMALL: Final = ord("a")
LAST_SMALL: Final = ord("z")
NEVER: Final = -(1 << 30)


class Slots(NamedTuple):
    """Where the part that fills each slot last ended, and how far from there the next part may begin."""

    end: npt.NDArray[np.int32]
    limit: npt.NDArray[np.int32]


class Hits(NamedTuple):
    """A row's patterns that count, in the order in which they end, and the folded bytes before their ends."""

    patterns: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]


@kernel
def _word_goes_on(byte: int) -> bool:
    """Whether a folded byte continues a word."""
    return FIRST_SMALL <= byte <= LAST_SMALL or byte == DIGIT or FIRST_LEAD <= byte <= LAST_LEAD


@kernel
def find_hits(
    automaton: Automaton, tables: PhraseTables, lanes: Lanes, lane: int, slots: Slots, hits: Hits, most: int
) -> int:
    """Notes the patterns of a walked lane and where they end; returns how many it noted, at most ``most``."""
    # Fields are taken out of their records here, since the loop below runs for every tenth byte.
    output_starts, arrivals, filled = automaton.output_starts, tables.arrivals, tables.slots
    text, size, states, places = lanes.texts[lane], lanes.sizes[lane], lanes.states[lane], lanes.places[lane]
    slot_end, slot_limit = slots.end, slots.limit
    patterns, ends = hits.patterns, hits.ends
    per_node = 1.0 / automaton.width
    found = 0
    for met in range(lanes.met[lane]):
        # An exact quotient: a product and a half are far cheaper here than a division of whole numbers.
        node = np.int64((states[met] - automaton.first_output) * per_node + 0.5)
        end = places[met] + 1
        inside_word = end < size and _word_goes_on(text[end])
        for i in range(output_starts[node], output_starts[node + 1]):
            check = arrivals[i, CHECKS]
            if inside_word and check & CHECK_END:
                continue
            begin = end - arrivals[i, LENGTH]
            before = arrivals[i, AFTER]
            if before >= 0 and (begin > slot_limit[before] or begin < slot_end[before]):
                continue
            if check & CHECK_START and is_word_end(text, begin):
                continue
            for j in range(arrivals[i, FIRST_SLOT], arrivals[i, END_SLOT]):
                slot_end[filled[j]] = end
                slot_limit[filled[j]] = end + arrivals[i, REACH]
            if check & COUNTS and found < most:
                patterns[found] = arrivals[i, PATTERN]
                ends[found] = end
                found += 1
    return found
