r"""A phrase of the phrasebook, written compactly, becomes the byte strings that stand for it.

A phrase is plain text. ``(a|b|)`` stands for its alternatives, ``#`` for any number, ``*`` at either end lets a longer
word go on there, ``*`` before a space lets the word before it end in any way, `` ... `` lets a word or two stand
between, and a backslash takes the next character as it is. Alternatives would multiply, so a long phrase is cut into
parts: each part names the parts of which one must stand before it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from stillwatch.fingerprints.phrases.folding import fold

NEAR: Final = 24
"""Most folded bytes at a gap: the rest of an inflected word, or a word or two."""

GAP: Final = " ... "
FEW: Final = 24
"""A part with more alternatives than this is cut in two where it can be."""

MOST: Final = 3000
SHORTEST: Final = 2
SHORTEST_PART: Final = 4
"""A part that is shorter would hit in every line."""

_TOKENS: Final = re.compile(r"\\.|[()|]|[^\\()|]+")
_STARS: Final = re.compile(r"(?<=\*)[ *]*\*")
_WORD_GAP: Final = re.compile(r"(?<=[^\\]\*)\s+")


@dataclass(frozen=True)
class Phrase:
    """Folded bytes to find.

    ``open_start`` and ``open_end`` let a longer word go on; ``after`` are the parts of which one must stand before;
    ``reach`` is how many bytes after this part the next one may begin.
    """

    text: bytes
    open_start: bool = False
    open_end: bool = False
    after: frozenset[Phrase] | None = None
    reach: int = 0

    def following(self, after: frozenset[Phrase] | None) -> Phrase:
        """The same phrase where one of ``after`` must stand before it."""
        return Phrase(self.text, self.open_start, self.open_end, after, self.reach)


def expand(text: str) -> frozenset[Phrase]:
    """The phrases that ``text`` stands for.

    Raises:
        ValueError: a parenthesis is open, a ``*`` is inside a word, a part is too short or has too many alternatives.
    """
    before: frozenset[Phrase] | None = None
    for chunk in text.split(GAP):
        segments = _segments(chunk)
        for place, alternatives in enumerate(segments):
            ends = {"joined_left": place > 0, "joined_right": place < len(segments) - 1}
            sequences = {tuple(_parts(each, **ends)) for each in alternatives}
            before = frozenset(_chained(sequences, before))
    return before or frozenset()


def _segments(chunk: str) -> list[list[str]]:
    """A chunk's alternatives, in as many consecutive pieces as it takes to keep each piece's product small."""
    elements = _without_idle_ends(_elements(chunk))
    segments: list[list[str]] = []
    for element in elements:
        if segments and (len(segments[-1]) * len(element) <= FEW or _too_short(segments[-1])):
            segments[-1] = _product(segments[-1], element)
        else:
            segments.append(element)
    for place in range(len(segments) - 1, 0, -1):
        if _too_short(segments[place]):
            segments[place - 1 : place + 1] = [_product(segments[place - 1], segments[place])]
    if any(len(segment) > MOST for segment in segments):
        raise ValueError(f"{chunk!r} has over {MOST} alternatives; put a gap ({GAP}) between some")
    return segments


def _elements(chunk: str) -> list[list[str]]:
    """The consecutive pieces of a chunk, each a list of alternatives; parentheses nest."""
    elements: list[list[str]] = []
    levels: list[tuple[list[str], list[str]]] = []
    for piece in _TOKENS.findall(chunk):
        if piece == "(":
            levels.append(([], [""]))
        elif piece == "|" and levels:
            levels[-1] = (levels[-1][0] + levels[-1][1], [""])
        elif piece == ")" and levels:
            finished, current = levels.pop()
            _append(elements, levels, finished + current)
        else:
            _append(elements, levels, [piece])
    if levels:
        raise ValueError(f"unbalanced parenthesis in {chunk!r}")
    return elements


def _append(elements: list[list[str]], levels: list[tuple[list[str], list[str]]], element: list[str]) -> None:
    if levels:
        levels[-1] = (levels[-1][0], _product(levels[-1][1], element))
    else:
        elements.append(element)


def _product(left: list[str], right: list[str]) -> list[str]:
    return [before + after for before, after in itertools.product(left, right)]


def _too_short(alternatives: list[str]) -> bool:
    return any(len(each.strip(" *").encode()) < SHORTEST_PART for each in alternatives)


def _without_idle_ends(elements: list[list[str]]) -> list[list[str]]:
    """Leaves out whole optional words at a chunk's ends, which change nothing."""
    first, last = 0, len(elements)
    while first < last and "" in elements[first] and all(each[-1:] in ("", " ") for each in elements[first]):
        first += 1
    while first < last and "" in elements[last - 1] and all(each[:1] in ("", " ") for each in elements[last - 1]):
        last -= 1
    return elements[first:last]


def _parts(text: str, *, joined_left: bool, joined_right: bool) -> Iterator[Phrase]:
    """One alternative's parts, split where a word may end in any way; a joined end touches another segment."""
    tidy = _STARS.sub("", text)
    tidy = tidy if joined_left else tidy.lstrip()
    tidy = tidy if joined_right else tidy.rstrip()
    pieces = [piece for piece in _WORD_GAP.split(tidy) if piece]
    for place, piece in enumerate(pieces):
        phrase = _part(piece)
        tight_right = joined_right and place == len(pieces) - 1 and not phrase.open_end
        yield Phrase(
            phrase.text,
            open_start=phrase.open_start or (joined_left and place == 0),
            open_end=phrase.open_end or tight_right,
            reach=0 if tight_right else NEAR,
        )


def _part(piece: str) -> Phrase:
    """A part without alternatives or gaps."""
    open_start, open_end = piece.startswith("*"), piece.endswith("*") and not piece.endswith("\\*")
    bare = piece[open_start : len(piece) - open_end]
    if "*" in bare.replace("\\*", ""):
        raise ValueError(f"{piece!r} has a * inside a word")
    folded = fold(re.sub(r"\\(.)|#", lambda match: match[1] or "0", bare))
    if len(folded) < SHORTEST and bare != "#":
        raise ValueError(f"{piece!r} is too short to say anything")
    return Phrase(folded, open_start, open_end)


def _chained(sequences: Iterable[tuple[Phrase, ...]], before: frozenset[Phrase] | None) -> Iterator[Phrase]:
    """The last parts of ``sequences``, each tied to those that may stand before it, the first ones to ``before``."""
    by_last: dict[Phrase, set[tuple[Phrase, ...]]] = {}
    for sequence in sequences:
        by_last.setdefault(sequence[-1], set()).add(sequence[:-1])
    for last, prefixes in by_last.items():
        if () in prefixes:
            yield last.following(before)
        longer = prefixes - {()}
        if longer:
            yield last.following(frozenset(_chained(longer, before)))
