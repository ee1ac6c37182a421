"""Text becomes folded bytes: one case, one kind of space, quote and digit, so that one phrase covers its spellings.

Letters of one and two bytes (Latin, Greek, Cyrillic) lose their case, typographic quotes, no-break and ideographic
spaces and full-width forms become ASCII, and a run of spaces or of digits becomes one byte. Case is then free to say
something else: an ASCII letter that begins a word is upper case in folded text, all others are lower case (a number is
``1`` where it begins a word and ``0`` elsewhere), so that a phrase which must begin a word needs no further check.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel, signed
from stillwatch.fingerprints.hashing import ONE, TWO

Bytes = npt.NDArray[np.uint8]

SPACE: Final = ord(" ")
DIGIT: Final = ord("0")
FIRST_DIGIT: Final = ord("1")
BREAK: Final = 0
"""Stands between two pieces of text; no folded text contains it, so no phrase reaches across."""

ASCII_END: Final = 0x80
SYMBOL_LEAD: Final = 0xC2
FIRST_LEAD: Final = 0xC3
LAST_LEAD: Final = 0xD3
"""The bytes that lead a two-byte letter with words and case: accented Latin, Greek, Cyrillic."""
THREE_LEAD: Final = np.uint8(0xE0)
FOUR_LEAD: Final = 0xF0
NO_BREAK_SPACE: Final = 0xA0
PAYLOAD_BITS: Final = np.uint8(0x3F)

OTHER: Final = np.uint8(0)
LETTER: Final = np.uint8(1)
NUMBER: Final = np.uint8(2)
BLANK: Final = np.uint8(3)

_ALIKE: Final = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u3000": " "}  # noqa: RUF001 - what is folded
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET: Final = 0xFEE0


def _kinds() -> Bytes:
    """What kind of ASCII byte each is."""
    kinds = np.full(ASCII_END, OTHER, dtype=np.uint8)
    for byte in range(ASCII_END):
        character = chr(byte)
        if character.isalpha():
            kinds[byte] = LETTER
        elif character.isdigit():
            kinds[byte] = NUMBER
        elif character == " " or not character.isprintable():
            kinds[byte] = BLANK
    return kinds


def _ascii_folds() -> Bytes:
    """An ASCII byte's folded form by the kind of byte before it (kinds x bytes)."""
    kinds = _kinds()
    within = np.frombuffer(bytes(range(ASCII_END)).lower(), dtype=np.uint8).copy()
    within[kinds == BLANK] = SPACE
    within[kinds == NUMBER] = DIGIT
    first = np.frombuffer(within.tobytes().upper(), dtype=np.uint8).copy()
    first[kinds == NUMBER] = FIRST_DIGIT
    return np.stack([first, within, within, first])


def _lower_case() -> Bytes:
    """The two bytes of a two-byte letter's lower case, by its lead and its other byte's payload (256 x 64 x 2)."""
    table = np.zeros((256, PAYLOAD_BITS + 1, 2), dtype=np.uint8)
    for code in range(ASCII_END, 0x800):
        own, lower = chr(code).encode(), chr(code).lower().encode()
        table[own[0], own[1] & PAYLOAD_BITS] = tuple(lower if len(lower) == len(own) else own)
    return table


def _plain_forms() -> Bytes:
    """The ASCII byte that a three-byte character stands for, or 0, by the payloads of its bytes (16 x 64 x 64)."""
    table = np.zeros((16, PAYLOAD_BITS + 1, PAYLOAD_BITS + 1), dtype=np.uint8)
    full_width = {chr(code): chr(code - _FULL_WIDTH_OFFSET) for code in _FULL_WIDTH}
    for character, plain in (_ALIKE | full_width).items():
        lead, second, third = character.encode()
        table[lead - THREE_LEAD, second & PAYLOAD_BITS, third & PAYLOAD_BITS] = ord(plain)
    return table


_KINDS: Final = _kinds()
_FOLDS: Final = _ascii_folds()
_LOWER: Final = _lower_case()
_PLAIN: Final = _plain_forms()


@kernel
def is_word_end(text: Bytes, end: int) -> bool:
    """Whether folded ``text[:end]`` ends in a letter or digit (ASCII, or a two-byte letter: Latin, Greek, Cyrillic)."""
    if end == 0:
        return False
    byte = text[end - 1]
    if byte < ASCII_END:
        return bool(_KINDS[byte] == LETTER or _KINDS[byte] == NUMBER)
    return bool(end > 1 and FIRST_LEAD <= text[end - 2] <= LAST_LEAD)


@kernel
def fold_into(data: Bytes, begin: int, end: int, out: Bytes, at: int) -> int:
    """Folds ``data[begin:end]`` into ``out`` from ``at`` on, as a text of its own, and returns where it stopped.

    Never writes more bytes than it reads. The ASCII path has no branch, since any text takes it almost always.
    """
    before = OTHER
    i, stop, to = np.uint64(begin), np.uint64(end), np.uint64(at)
    while i < stop:
        byte = data[i]
        i += ONE
        if byte >= ASCII_END:
            plain = np.uint8(0)
            if FIRST_LEAD <= byte <= LAST_LEAD and i < stop:
                pair = _LOWER[byte, data[i] & PAYLOAD_BITS]
                out[to], out[to + ONE] = pair[0], pair[1]
                to, i, before = to + TWO, i + ONE, LETTER
                continue
            if byte == SYMBOL_LEAD and i < stop and data[i] == NO_BREAK_SPACE:
                plain, i = np.uint8(SPACE), i + ONE
            elif THREE_LEAD <= byte < FOUR_LEAD and i + ONE < stop:
                plain = _PLAIN[byte - THREE_LEAD, data[i] & PAYLOAD_BITS, data[i + ONE] & PAYLOAD_BITS]
                i += TWO if plain else np.uint64(0)
            if plain == 0:
                out[to] = byte
                to, before = to + ONE, OTHER
                continue
            byte = plain
        kind = _KINDS[byte]
        out[to] = _FOLDS[before, byte]
        to += np.uint64(not ((kind >= NUMBER) & (kind == before)))
        before = kind
    return signed(to)


def fold(text: str) -> bytes:
    """The folded UTF-8 of ``text``."""
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    out = np.zeros(len(data), dtype=np.uint8)
    return out[: fold_into(data, 0, len(data), out, 0)].tobytes()


def readings(folded: bytes) -> tuple[bytes, ...]:
    """``folded`` as it reads where a word begins with it and where a word goes on with it."""
    first = folded[:1]
    if first.isdigit():
        return tuple(bytes([digit]) + folded[1:] for digit in (FIRST_DIGIT, DIGIT))
    return (first.upper() + folded[1:], first.lower() + folded[1:]) if first.isalpha() else (folded,)
