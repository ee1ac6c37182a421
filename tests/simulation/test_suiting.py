"""Real prompts are chosen by what their source holds, by their label, by what they mention."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.suiting import WISHES, Source, Wish, suited

ARENA = Source("arena", "human", "hard real user prompts", ("sort it", "add it"), ("coding", "math"), ())
CODE = Source("code", "evaluation", "coding benchmark", ("def f():",), ("",), ("return 1",))
TOOLS = Source("tools", "extraction", "tool use", ("caption the image", "book a room"), ("", ""), ("a", "b"))
SOURCES = (ARENA, CODE, TOOLS)


def test_a_source_is_found_by_its_description_and_a_prompt_by_its_label() -> None:
    assert suited(Wish(("human", "evaluation"), ("coding",), ("coding",)), SOURCES) == ["sort it", "def f():"]


def test_words_are_whole_words() -> None:
    agentic = replace(CODE, what="encoding of notes")

    assert suited(Wish(("evaluation", "human"), ("coding",), ("coding",)), (agentic, ARENA)) == ["sort it"]


def test_a_prompt_may_have_to_mention_something() -> None:
    assert suited(Wish(("extraction",), ("tool use",), mention=("image",)), SOURCES) == ["caption the image"]


def test_responses_are_taken_where_they_are_wished_for() -> None:
    assert suited(Wish(("extraction",), ("tool",), responses=True), SOURCES) == ["a", "b"]


def test_strictly_nothing_is_better_than_what_does_not_suit() -> None:
    assert suited(Wish(("extraction",), ("chess",)), SOURCES, strictly=True) == []


def test_where_nothing_suits_the_kind_must_do() -> None:
    assert suited(Wish(("extraction",), ("chess",)), SOURCES) == list(TOOLS.prompts)


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_every_capability_that_sources_hold_has_a_wish(capability: str) -> None:
    assert (capability in WISHES) == (capability != "policy_rewriting")
