"""The grammar has every kind of payload."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.grammar import load_grammar
from stillwatch.simulation.payloads import RULES, GrammarPayloads


def test_capabilities_come_first_so_that_codes_agree() -> None:
    assert RULES[: len(CAPABILITIES)] == CAPABILITIES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_drawn(rule: str) -> None:
    drawn = GrammarPayloads(load_grammar()).draw(rule, 30, np.random.default_rng(1))

    assert len(drawn) == 30
    assert all(drawn.to_pylist())
