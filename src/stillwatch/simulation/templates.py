"""Request templates: fixed text with places for the payload and other varying parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.simulation.columns import Ints

FILLERS: Final = ("payload", "answer", "id", "level", "topic")
_PLACES: Final = 3
_MARK: Final = re.compile(r"\[\[(\w+)\]\]")
BARE: Final = 0
"""The template that is nothing but its payload."""


@dataclass(slots=True)
class TemplateBook:
    """Templates by code; code 0 is the bare payload."""

    texts: list[str] = field(default_factory=lambda: ["[[payload]]"])

    def add(self, texts: Sequence[str]) -> Ints:
        """Register templates and return their codes."""
        at = len(self.texts)
        self.texts.extend(texts)
        return np.arange(at, len(self.texts), dtype=np.int64)

    def finish(self) -> Templates:
        """Cut every template at its marks (at most three; later ones stay as text)."""
        pieces: list[list[str]] = [[] for _ in range(_PLACES + 1)]
        marks = np.zeros((len(self.texts), _PLACES), dtype=np.int64)
        for code, text in enumerate(self.texts):
            parts = _MARK.split(text, maxsplit=_PLACES)
            for place in range(_PLACES + 1):
                pieces[place].append(parts[2 * place] if 2 * place < len(parts) else "")
            for place, mark in enumerate(parts[1::2]):
                marks[code, place] = 1 + FILLERS.index(mark)
        return Templates(tuple(pa.array(piece, pa.string()) for piece in pieces), marks)


@dataclass(frozen=True, slots=True)
class Templates:
    """``pieces[k][t]`` is template t's text before its k-th place; ``marks[t, k]`` the filler there plus 1, or 0."""

    pieces: tuple[pa.Array, ...]
    marks: Ints

    def render(self, codes: Ints, fill: Callable[[str, Ints], pa.Array]) -> pa.Array:
        """Text per row: ``fill(filler, rows)`` supplies the varying parts for the rows that need them."""
        parts: list[pa.Array] = []
        values: list[pa.Array] = [pa.array([""])]
        where = np.zeros((len(codes), _PLACES), dtype=np.int64)
        at = 1
        used = self.marks[codes]
        for number, filler in enumerate(FILLERS, start=1):
            rows = np.flatnonzero((used == number).any(axis=1))
            if len(rows):
                place_of = np.zeros(len(codes), dtype=np.int64)
                place_of[rows] = at + np.arange(len(rows))
                where = np.where(used == number, place_of[:, None], where)
                values.append(fill(filler, rows))
                at += len(rows)
        pool = pa.concat_arrays(values)
        taken = pa.array(codes)
        for place in range(_PLACES):
            parts += [self.pieces[place].take(taken), pool.take(pa.array(where[:, place]))]
        return pc.binary_join_element_wise(*parts, self.pieces[_PLACES].take(taken), "")
