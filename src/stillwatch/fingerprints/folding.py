"""Text becomes folded bytes: one case, one kind of space, quote and digit, so that one phrase covers its spellings.

ASCII, Latin-1 and Cyrillic letters lose their case, typographic quotes, no-break and ideographic spaces and full-width
forms become ASCII, and a run of spaces or of digits becomes one byte. Case is then free to say something else: an ASCII
letter that begins a word is upper case in folded text, all others are lower case (a number is ``1`` where it begins a
word and ``0`` elsewhere), so that a phrase which must begin a word needs no further check.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit

SPACE: Final = 0x20
DIGIT: Final = 0x30
FIRST_DIGIT: Final = 0x31
FIRST_LEAD: Final = 0xC3
LAST_LEAD: Final = 0xD3
"""Bytes that lead a two-byte letter: accented Latin, Greek, Cyrillic."""

BREAK: Final = 0
"""Stands between two pieces of text; no folded text contains it, so no phrase reaches across."""


OTHER: Final = 0
LETTER: Final = 1
NUMBER: Final = 2
BLANK: Final = 3


def _kinds() -> npt.NDArray[np.uint8]:
    """What kind of ASCII byte each is."""
    kinds = np.full(128, OTHER, dtype=np.uint8)
    kinds[:0x21] = BLANK
    kinds[0x7F] = BLANK
    kinds[0x30:0x3A] = NUMBER
    kinds[0x41:0x5B] = LETTER
    kinds[0x61:0x7B] = LETTER
    return kinds


def _ascii_folds() -> npt.NDArray[np.uint8]:
    """An ASCII byte's folded form by the kind of byte before it (kinds x bytes)."""
    kinds = _kinds()
    within = np.arange(128, dtype=np.uint8)
    within[kinds == BLANK] = SPACE
    within[kinds == NUMBER] = DIGIT
    within[0x41:0x5B] += 0x20
    first = within.copy()
    first[kinds == NUMBER] = FIRST_DIGIT
    first[kinds == LETTER] -= 0x20
    return np.stack([first, within, within, first])


_KINDS: Final = _kinds()
_FOLDS: Final = _ascii_folds()


@njit(cache=True, nogil=True)
def _fold_two(first: int, second: int) -> tuple[int, int]:
    """Lower case of a two-byte letter: U+00C0..U+00DE and U+0400..U+042F."""
    if first == 0xC3 and 0x80 <= second <= 0x9E and second != 0x97:
        return first, second + 0x20
    if first == 0xD0:
        if second < 0x90:
            return 0xD1, second + 0x10
        if second < 0xA0:
            return 0xD0, second + 0x20
        if second < 0xB0:
            return 0xD1, second - 0x20
    return first, second


@njit(cache=True, nogil=True)
def _ascii_of_three(first: int, second: int, third: int) -> int:
    """The ASCII byte a three-byte character stands for (quotes, dashes, full-width forms), or 0."""
    if first == 0xE2 and second == 0x80:
        if third in (0x98, 0x99):
            return 0x27
        if third in (0x9C, 0x9D):
            return 0x22
        if third in (0x93, 0x94):
            return 0x2D
    if first == 0xE3 and second == 0x80 and third == 0x80:
        return SPACE
    if first == 0xEF and second == 0xBC and third > 0x80:
        return third - 0x60
    if first == 0xEF and second == 0xBD and 0x80 <= third <= 0x9E:
        return third - 0x20
    return 0


@njit(cache=True, nogil=True)
def is_word_end(text: npt.NDArray[np.uint8], end: int) -> bool:
    """Whether folded ``text[:end]`` ends in a letter or digit (ASCII, or a two-byte letter: Latin, Greek, Cyrillic)."""
    if end == 0:
        return False
    byte = text[end - 1]
    if byte < 0x80:
        return 0x61 <= byte <= 0x7A or 0x41 <= byte <= 0x5A or byte == DIGIT or byte == FIRST_DIGIT
    return end > 1 and FIRST_LEAD <= text[end - 2] <= LAST_LEAD


@njit(cache=True, nogil=True)
def fold_into(data: npt.NDArray[np.uint8], begin: int, end: int, out: npt.NDArray[np.uint8], at: int) -> int:
    """Folds ``data[begin:end]`` into ``out`` from ``at`` on, as a text of its own, and returns where it stopped.

    Never writes more bytes than it reads. The ASCII path has no branch, since any text takes it almost always.
    """
    before = OTHER
    i = begin
    while i < end:
        byte = int(data[i])
        i += 1
        if byte >= 0xC2 and i < end:
            following = int(data[i])
            plain = 0
            if byte == 0xC2 and following == 0xA0:
                plain, i = SPACE, i + 1
            elif byte <= LAST_LEAD and byte >= FIRST_LEAD:
                out[at], out[at + 1] = _fold_two(byte, following)
                at, i, before = at + 2, i + 1, LETTER
                continue
            elif i + 1 < end and byte >= 0xE2:
                plain = _ascii_of_three(byte, following, int(data[i + 1]))
                i += 2 if plain else 0
            if not plain:
                out[at] = byte
                at, before = at + 1, OTHER
                continue
            byte = plain
        elif byte >= 0x80:
            out[at] = byte
            at, before = at + 1, OTHER
            continue
        kind = int(_KINDS[byte])
        out[at] = _FOLDS[before, byte]
        at += 1 - ((kind >= NUMBER) & (kind == before))
        before = kind
    return at


def fold(text: str) -> bytes:
    """The folded UTF-8 of ``text``."""
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    out = np.zeros(len(data), dtype=np.uint8)
    return out[: fold_into(data, 0, len(data), out, 0)].tobytes()


def starts(folded: bytes) -> tuple[bytes, ...]:
    """``folded`` as it reads where a word begins with it, and where one goes on with it (equal ones once)."""
    first = folded[:1]
    if first in (b"0", b"1"):
        return (b"1" + folded[1:], b"0" + folded[1:])
    return (folded,) if not first.isalpha() else (first.upper() + folded[1:], first.lower() + folded[1:])
