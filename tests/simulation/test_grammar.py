"""The grammar expands whole columns, repeatably, and refuses rules that do not exist."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.records.errors import InputError
from stillwatch.simulation.grammar import Grammar, Slot, load_grammar, parse_pattern


def test_a_pattern_is_literals_and_slots() -> None:
    assert parse_pattern("Sum {int:2-9} {noun}!") == ("Sum ", Slot("int", 2, 9), " ", Slot("noun"), "!")


def test_doubled_braces_are_braces() -> None:
    assert parse_pattern("{{{noun}}}") == ("{", Slot("noun"), "}")


def test_expansion_follows_the_rules() -> None:
    grammar = Grammar({"fruit": ["fig", "plum"]}, {"order": ["{int:2-4} {fruit}", "no {fruit}"]})
    texts = set(grammar.expand("order", 500, np.random.default_rng(1)).to_pylist())

    assert texts == {f"{count} {fruit}" for count in ("2", "3", "4", "no") for fruit in ("fig", "plum")}


def test_the_same_state_gives_the_same_text() -> None:
    grammar = load_grammar()

    first = grammar.expand("coding", 50, np.random.default_rng(2))
    assert first.equals(grammar.expand("coding", 50, np.random.default_rng(2)))


def test_nothing_wanted_gives_nothing() -> None:
    assert len(load_grammar().expand("coding", 0, np.random.default_rng(1))) == 0


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(InputError, match="'order' uses 'fruit'"):
        Grammar({}, {"order": ["{fruit}"]})


@pytest.mark.parametrize("rule", load_grammar().rules)
def test_every_rule_of_the_package_can_be_expanded(rule: str) -> None:
    texts = load_grammar().expand(rule, 40, np.random.default_rng(1)).to_pylist()

    assert not any("{int" in text or "{hex" in text for text in texts)


@pytest.mark.parametrize("rule", ["coding", "reasoning", "agentic_reasoning", "general", "payload_zh", "payload_hi"])
def test_payloads_hardly_repeat(rule: str) -> None:
    assert len(load_grammar().expand(rule, 20_000, np.random.default_rng(3)).unique()) > 19_900


def test_word_lists_can_be_read() -> None:
    assert "Ada" in load_grammar().words("first")
    assert "no such rule" not in load_grammar()
