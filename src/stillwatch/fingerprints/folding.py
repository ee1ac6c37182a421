"""Text becomes folded bytes: one case, one kind of space, quote and digit, so that one phrase covers its spellings.

ASCII, Latin-1 and Cyrillic letters lose their case, typographic quotes, no-break and ideographic spaces and full-width
forms become ASCII, and a run of spaces or of digits becomes one space or one ``0``.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit

SPACE: Final = 0x20
DIGIT: Final = 0x30
BREAK: Final = 0
"""Stands between two pieces of text; no folded text contains it, so no phrase reaches across."""


def _ascii_folds() -> npt.NDArray[np.uint8]:
    table = np.arange(256, dtype=np.uint8)
    table[:0x21] = SPACE
    table[0x7F] = SPACE
    table[0x30:0x3A] = DIGIT
    table[0x41:0x5B] += 0x20
    return table


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
        return int(_FOLDS[third - 0x60])
    if first == 0xEF and second == 0xBD and 0x80 <= third <= 0x9E:
        return int(_FOLDS[third - 0x20])
    return 0


@njit(cache=True, nogil=True)
def fold_into(data: npt.NDArray[np.uint8], begin: int, end: int, out: npt.NDArray[np.uint8], at: int) -> int:
    """Folds ``data[begin:end]`` into ``out`` from ``at`` on and returns where it stopped; never longer than the input."""
    i = begin
    while i < end:
        byte = data[i]
        folded = int(_FOLDS[byte])
        step = 1
        if byte >= 0xC2:
            if byte == 0xC2 and i + 1 < end and data[i + 1] == 0xA0:
                folded, step = SPACE, 2
            elif byte in (0xC3, 0xD0) and i + 1 < end:
                first, folded = _fold_two(int(byte), int(data[i + 1]))
                out[at] = first
                at += 1
                step = 2
            elif byte in (0xE2, 0xE3, 0xEF) and i + 2 < end:
                ascii_byte = _ascii_of_three(int(byte), int(data[i + 1]), int(data[i + 2]))
                if ascii_byte:
                    folded, step = ascii_byte, 3
        i += step
        if (folded == SPACE or folded == DIGIT) and at > 0 and out[at - 1] == folded:  # noqa: PLR1714: Numba is slower on `in`
            continue
        out[at] = folded
        at += 1
    return at


def fold(text: str) -> bytes:
    """The folded UTF-8 of ``text``."""
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    out = np.zeros(len(data), dtype=np.uint8)
    return out[: fold_into(data, 0, len(data), out, 0)].tobytes()
