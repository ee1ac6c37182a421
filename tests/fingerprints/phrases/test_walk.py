"""Four texts walked together meet what each meets alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.phrases.automaton import build_automaton
from stillwatch.fingerprints.phrases.walk import LANES, new_lanes, walk

AUTOMATON = build_automaton([(b"ab",), (b"bca", b"c"), (b"aa",)])
TEXTS = st.lists(st.text("abcd", max_size=12).map(str.encode), min_size=LANES, max_size=LANES)


def alone(text: bytes) -> list[tuple[int, int]]:
    state, met = AUTOMATON.start, []
    for at, byte in enumerate(text):
        state = int(AUTOMATON.moves[state + AUTOMATON.classes[byte]])
        if state >= AUTOMATON.first_output:
            met.append((state, at))
    return met


@given(TEXTS)
def test_every_lane_meets_what_its_text_meets_alone(texts: list[bytes]) -> None:
    lanes = new_lanes(16)
    for lane, text in enumerate(texts):
        lanes.texts[lane, : len(text)] = np.frombuffer(text, dtype=np.uint8)
        lanes.sizes[lane] = len(text)

    walk(AUTOMATON, lanes)

    for lane, text in enumerate(texts):
        states, places = lanes.states[lane], lanes.places[lane]
        assert list(zip(states.tolist(), places.tolist(), strict=True))[: lanes.met[lane]] == alone(text)
