"""The automaton finds exactly what a search for each pattern by itself finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.phrases.automaton import Automaton, build_automaton

WORDS = st.lists(st.text("abc", min_size=1, max_size=5).map(str.encode), min_size=1, max_size=12)


def hits(automaton: Automaton, text: bytes) -> set[tuple[int, int]]:
    """(pattern, end) of every hit."""
    found = set()
    state = automaton.start
    for end, byte in enumerate(text, start=1):
        state = int(automaton.moves[state + automaton.classes[byte]])
        if state >= automaton.first_output:
            node = (state - automaton.first_output) // automaton.width
            here = automaton.outputs[automaton.output_starts[node] : automaton.output_starts[node + 1]]
            found |= {(int(pattern), end) for pattern in here}
    return found


def expected(patterns: list[bytes], text: bytes) -> set[tuple[int, int]]:
    ends = range(1, len(text) + 1)
    return {(place, end) for place, each in enumerate(patterns) for end in ends if text[:end].endswith(each)}


@given(WORDS, st.text("abcd", max_size=40).map(str.encode))
def test_hits_are_those_of_a_search_for_each_pattern(patterns: list[bytes], text: bytes) -> None:
    assert hits(build_automaton([(each,) for each in patterns]), text) == expected(patterns, text)


@given(WORDS)
def test_a_pattern_with_several_spellings_reports_one_place(spellings: list[bytes]) -> None:
    automaton = build_automaton([spellings])
    for spelling in spellings:
        assert (0, len(spelling)) in hits(automaton, spelling)


def test_bytes_outside_the_patterns_share_a_class_and_lead_back_to_the_start() -> None:
    automaton = build_automaton([(b"ab",)])
    assert automaton.width == 3
    assert hits(automaton, b"a\xffb ab") == {(0, 6)}


def test_an_empty_spelling_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        build_automaton([(b"a", b"")])
