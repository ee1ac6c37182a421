"""Where payloads come from: the grammar, behind the interface that real prompts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import pyarrow as pa

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.grammar import Grammar
from stillwatch.simulation.vocabulary import LANGUAGES

WORKLOADS: Final = ("support_query", "extraction_doc", "passage_question")
EVERYDAY: Final = ("chat", "essay", "popular")
FOREIGN: Final = tuple(language for language in LANGUAGES if language != "en")
SPOKEN: Final = tuple(name for name in CAPABILITIES if name not in {"grading", "trace_cleaning"})
"""Capabilities that payloads in every language ask for; the others have material of their own form."""
RULES: Final = (
    *CAPABILITIES,
    *WORKLOADS,
    *EVERYDAY,
    "red_team",
    "benchmark",
    "followup",
    "observation",
    "finished_answer",
    "topic",
    *(f"payload_{language}" for language in FOREIGN),
    *(f"{capability}_{language}" for language in FOREIGN for capability in SPOKEN),
)
"""Every kind of payload; a payload's code is its place here."""


class Payloads(Protocol):
    """Draws the varying part of requests."""

    def draw(self, rule: str, count: int, rng: np.random.Generator) -> pa.Array:
        """``count`` strings of the kind ``rule``, one of ``RULES``."""


@dataclass(frozen=True, slots=True)
class GrammarPayloads:
    """Payloads expanded from the grammar: they hardly repeat."""

    grammar: Grammar

    def draw(self, rule: str, count: int, rng: np.random.Generator) -> pa.Array:
        """See ``Payloads``."""
        return self.grammar.expand(_GRAMMAR_RULE.get(rule, rule), count, rng)


_GRAMMAR_RULE: Final = {"benchmark": "reasoning", "topic": "field"}
