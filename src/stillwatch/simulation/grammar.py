"""A context-free grammar that is expanded for a whole column of rows at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from stillwatch.records.errors import InputError
from stillwatch.simulation.ids import hex_ids

GRAMMAR_FILES: Final = (
    "words.yaml",
    "payloads.yaml",
    "languages.yaml",
    "applications.yaml",
    "techniques.yaml",
    "asks.yaml",
    "tasks.yaml",
)
STOCK: Final = 16384
_SLOT: Final = re.compile(r"\{\{|\}\}|\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern that another rule, a number or hexadecimal digits fill."""

    name: str
    low: int = 0
    high: int = 0


Pattern = tuple[str | Slot, ...]


def parse_pattern(text: str) -> Pattern:
    """Split ``"Sum {int:2-9} {noun}"`` into literals and slots; ``{{`` and ``}}`` stand for braces."""
    parts: list[str | Slot] = []
    literal = ""
    last = 0
    for match in _SLOT.finditer(text):
        literal += text[last : match.start()]
        last = match.end()
        if match[1] is None:
            literal += match[0][0]
            continue
        if literal:
            parts.append(literal)
        literal = ""
        parts.append(_slot(match[1]))
    literal += text[last:]
    return (*parts, literal) if literal or not parts else tuple(parts)


def _slot(inside: str) -> Slot:
    name, _, bounds = inside.partition(":")
    low, _, high = bounds.partition("-")
    return Slot(name, int(low or 0), int(high or 0))


class Grammar:
    """Rules by name. ``expand`` gives a string array; the same generator state gives the same text."""

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        rules: Mapping[str, Sequence[str]],
        phrases: Sequence[str] = (),
    ) -> None:
        """``phrases`` are short rules that are expanded once into a stock of ``STOCK`` and then drawn like words."""
        self._words = {name: pa.array(list(entries), pa.string()) for name, entries in words.items()}
        self._rules = {name: tuple(parse_pattern(text) for text in texts) for name, texts in rules.items()}
        self._check()
        stock_rng = np.random.default_rng(STOCK)
        for phrase in phrases:
            self._words[phrase] = self.expand(phrase, STOCK, stock_rng)

    def words(self, name: str) -> tuple[str, ...]:
        """The entries of a word list."""
        return tuple(self._words[name].to_pylist())

    def __contains__(self, rule: object) -> bool:
        return rule in self._rules or rule in self._words

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of every rule, word lists left out."""
        return tuple(self._rules)

    def expand(self, rule: str, count: int, rng: np.random.Generator) -> pa.Array:
        """``count`` independent expansions of ``rule``."""
        if rule in self._words:
            words = self._words[rule]
            return words.take(pa.array(rng.integers(0, len(words), count)))
        patterns = self._rules[rule]
        if len(patterns) == 1 or count == 0:
            return self._fill(patterns[0], count, rng)
        choice = rng.integers(0, len(patterns), count)
        order = np.argsort(choice, kind="stable")
        counts = np.bincount(choice, minlength=len(patterns))
        pieces = [self._fill(pattern, int(n), rng) for pattern, n in zip(patterns, counts, strict=True) if n]
        back = np.empty(count, dtype=np.int64)
        back[order] = np.arange(count)
        return pa.concat_arrays(pieces).take(pa.array(back))

    def _fill(self, pattern: Pattern, count: int, rng: np.random.Generator) -> pa.Array:
        if len(pattern) == 1 and isinstance(pattern[0], str):
            return pa.array([pattern[0]], pa.string()).take(pa.array(np.zeros(count, dtype=np.int64)))
        parts = [part if isinstance(part, str) else self._value(part, count, rng) for part in pattern]
        return pc.binary_join_element_wise(*parts, "")

    def _value(self, slot: Slot, count: int, rng: np.random.Generator) -> pa.Array:
        if slot.name == "int":
            return pc.cast(pa.array(rng.integers(slot.low, slot.high + 1, count)), pa.string())
        if slot.name == "hex":
            return pc.utf8_slice_codeunits(hex_ids(rng.integers(0, 1 << 62, count), 1), 0, slot.low)
        return self.expand(slot.name, count, rng)

    def _check(self) -> None:
        for rule, patterns in self._rules.items():
            for slot in (part for pattern in patterns for part in pattern if isinstance(part, Slot)):
                if slot.name not in {"int", "hex"} and slot.name not in self:
                    raise InputError(f"grammar rule {rule!r} uses {slot.name!r}, which no grammar file defines")


@cache
def load_grammar() -> Grammar:
    """Read the grammar files that come with the package, once per process."""
    words: dict[str, list[str]] = {}
    rules: dict[str, list[str]] = {}
    phrases: list[str] = []
    folder = resources.files("stillwatch.simulation") / "grammars"
    for name in GRAMMAR_FILES:
        content: dict[str, Any] = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
        words |= {key: text.split(", ") for key, text in (content.get("words") or {}).items()}
        rules |= {key: [str(text) for text in texts] for key, texts in (content.get("rules") or {}).items()}
        phrases += content.get("phrases") or []
    return Grammar(words, rules, phrases)
