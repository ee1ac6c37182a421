"""The compact way to write phrases stands for the texts it says."""

from __future__ import annotations

import pytest

from stillwatch.fingerprints.phrases.folding import fold
from stillwatch.fingerprints.phrases.syntax import NEAR, SHORTEST_PART, Phrase, expand


def texts(phrases: frozenset[Phrase] | None) -> set[str]:
    return {phrase.text.decode().lower() for phrase in phrases or ()}


def test_alternatives_nest_and_may_be_empty() -> None:
    assert texts(expand("think (step by step|care(fully|))")) == {"think step by step", "think carefully", "think care"}


def test_a_number_sign_is_any_number_and_a_backslash_takes_it_as_it_is() -> None:
    assert {phrase.text for phrase in expand("score #")} == {fold("score 7")}
    assert texts(expand(r"c\#")) == {"c#"}


def test_stars_open_an_end_of_a_word() -> None:
    (phrase,) = expand("*pars*")
    assert (phrase.open_start, phrase.open_end) == (True, True)


def test_a_gap_ties_the_second_part_to_the_first() -> None:
    (phrase,) = expand("write ... code")
    assert (texts(frozenset([phrase])), texts(phrase.after)) == ({"code"}, {"write"})
    assert {part.reach for part in phrase.after or ()} == {NEAR}


def test_a_star_before_a_space_is_a_gap() -> None:
    (phrase,) = expand("рассуждени* перед")
    assert texts(phrase.after) == {"рассуждени"}


def test_many_alternatives_are_cut_into_parts_that_touch() -> None:
    left, right = [f"left{place}" for place in range(20)], [f"right{place}" for place in range(20)]
    phrases = expand(f"({'|'.join(left)}) ({'|'.join(right)})")
    parts = {part for phrase in phrases for part in phrase.after or ()}
    assert len(phrases) + len(parts) <= len(left) + len(right) + SHORTEST_PART
    assert all(part.reach == 0 and part.open_end for part in parts)


@pytest.mark.parametrize("text", ["(open", "in*side", "x", "a ... (b|)"])
def test_mistakes_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"parenthesis|\*|short"):
        expand(text)
