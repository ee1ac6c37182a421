"""Variation of real text: numbers and first names become slots that each drawing fills anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.grammar import Grammar

SLOTS: Final = 4
_MAX_DIGITS: Final = 7
_NAME: Final = -1


@dataclass(frozen=True, slots=True)
class Slotted:
    """Texts cut at their first ``SLOTS`` numbers and names.

    ``pieces[k][i]`` is the text before slot k of text i; ``kinds[i, k]`` how many digits the slot has, -1 for a name,
    0 for no slot.
    """

    pieces: tuple[pa.Array, ...]
    kinds: Ints
    names: pa.Array
    originals: pa.Array

    def __len__(self) -> int:
        return len(self.kinds)

    def render(self, which: Ints, rng: np.random.Generator) -> pa.Array:
        """The texts ``which`` with fresh numbers (as many digits as before) and names."""
        taken = pa.array(which)
        parts: list[pa.Array] = []
        for place in range(SLOTS):
            parts += [self.pieces[place].take(taken), self._fill(self.kinds[which, place], rng)]
        return pc.binary_join_element_wise(*parts, self.pieces[SLOTS].take(taken), "")

    def as_they_are(self, which: Ints) -> pa.Array:
        """The texts ``which`` unchanged."""
        return self.originals.take(pa.array(which))

    def _fill(self, kinds: Ints, rng: np.random.Generator) -> pa.Array:
        low = 10 ** np.maximum(kinds - 1, 0)
        numbers = pc.cast(pa.array((low * (1 + 9 * rng.random(len(kinds)))).astype(np.int64)), pa.string())
        names = self.names.take(pa.array(rng.integers(0, len(self.names), len(kinds))))
        return pc.case_when(
            pc.make_struct(pa.array(kinds > 0), pa.array(kinds == _NAME)), numbers, names, pa.scalar("")
        )


def cut_texts(texts: Sequence[str], grammar: Grammar) -> Slotted:
    """Find the slots of every text; the names replaced are the grammar's own first names and common ones."""
    names = grammar.words("first")
    pattern = re.compile(rf"\b(\d{{1,{_MAX_DIGITS}}}|{'|'.join((*names, *_COMMON_NAMES))})\b")
    pieces: list[list[str]] = [[] for _ in range(SLOTS + 1)]
    kinds = np.zeros((len(texts), SLOTS), dtype=np.int64)
    for row, text in enumerate(texts):
        parts = pattern.split(text, maxsplit=SLOTS)
        for place in range(SLOTS + 1):
            pieces[place].append(parts[2 * place] if 2 * place < len(parts) else "")
        for place, found in enumerate(parts[1::2]):
            kinds[row, place] = len(found) if found.isdigit() else _NAME
    return Slotted(
        tuple(pa.array(piece, pa.string()) for piece in pieces),
        kinds,
        pa.array(names),
        pa.array(list(texts), pa.string()),
    )


_COMMON_NAMES: Final = (
    "James", "John", "Mary", "Sarah", "Michael", "David", "Anna", "Peter", "Paul", "Emma", "Tom", "Alice", "Bob",
    "Jack", "Kate", "Laura", "Mike", "Jane", "Natalia", "Betty", "Tim", "Lisa", "Mark", "Julia", "Sam", "Amy",
)  # fmt: skip # rows read better whole
