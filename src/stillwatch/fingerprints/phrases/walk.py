"""Folded texts go through the automaton four at a time, and every state that ends patterns is written down.

Each step has to wait for the table entry that the step before it points at. One text alone would leave the processor
idle meanwhile; four have four such chains under way at once.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.phrases.automaton import Automaton
from stillwatch.fingerprints.phrases.folding import Bytes

LANES: Final = 4

Places = npt.NDArray[np.uint32]


class Lanes(NamedTuple):
    """Per lane: a folded text, its size, and the output states that the walk met with where in the text that was."""

    texts: Bytes
    sizes: npt.NDArray[np.int64]
    states: Places
    places: Places
    met: npt.NDArray[np.int64]


@kernel
def new_lanes(room: int) -> Lanes:
    """Lanes for texts of at most ``room`` folded bytes."""
    return Lanes(
        np.zeros((LANES, room), dtype=np.uint8),
        np.zeros(LANES, dtype=np.int64),
        np.zeros((LANES, room), dtype=np.uint32),
        np.zeros((LANES, room), dtype=np.uint32),
        np.zeros(LANES, dtype=np.int64),
    )


@kernel
def _walk_rest(
    automaton: Automaton, lanes: Lanes, lane: int, begin: np.uint64, state: np.uint32, met: np.uint64
) -> None:
    """One lane from ``begin`` to its text's end."""
    moves, classes, first_output = automaton.moves, automaton.classes, automaton.first_output
    text, states, places = lanes.texts[lane], lanes.states[lane], lanes.places[lane]
    for at in range(begin, np.uint64(lanes.sizes[lane])):
        state = moves[state + classes[text[at]]]
        states[met], places[met] = state, at
        met += np.uint64(state >= first_output)
    lanes.met[lane] = met


@kernel
def walk(automaton: Automaton, lanes: Lanes) -> None:
    """Note the output states of every lane: side by side to the end of the shortest text, then each alone.

    A state is always written and the count moves on only behind an output state, which costs less than a branch.
    """
    moves, classes, first_output = automaton.moves, automaton.classes, automaton.first_output
    text_a, text_b, text_c, text_d = lanes.texts[0], lanes.texts[1], lanes.texts[2], lanes.texts[3]
    states_a, states_b, states_c, states_d = lanes.states[0], lanes.states[1], lanes.states[2], lanes.states[3]
    places_a, places_b, places_c, places_d = lanes.places[0], lanes.places[1], lanes.places[2], lanes.places[3]
    a = b = c = d = np.uint32(automaton.start)
    met_a = met_b = met_c = met_d = np.uint64(0)
    shortest = np.uint64(lanes.sizes.min())
    for at in range(shortest):
        a, b = moves[a + classes[text_a[at]]], moves[b + classes[text_b[at]]]
        c, d = moves[c + classes[text_c[at]]], moves[d + classes[text_d[at]]]
        states_a[met_a], places_a[met_a] = a, at
        states_b[met_b], places_b[met_b] = b, at
        states_c[met_c], places_c[met_c] = c, at
        states_d[met_d], places_d[met_d] = d, at
        met_a += np.uint64(a >= first_output)
        met_b += np.uint64(b >= first_output)
        met_c += np.uint64(c >= first_output)
        met_d += np.uint64(d >= first_output)
    _walk_rest(automaton, lanes, 0, shortest, a, met_a)
    _walk_rest(automaton, lanes, 1, shortest, b, met_b)
    _walk_rest(automaton, lanes, 2, shortest, c, met_c)
    _walk_rest(automaton, lanes, 3, shortest, d, met_d)
