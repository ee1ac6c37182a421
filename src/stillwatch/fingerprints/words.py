"""UTF-8 becomes word hashes: letters folded, a run of digits one symbol, a CJK character one word."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel, signed
from stillwatch.fingerprints.hashing import FNV_BASIS, FNV_PRIME, ONE, TWO, Bytes, Keys, mix

SEPARATOR: Final = 0
LETTER: Final = 1
DIGIT: Final = 2
IDEOGRAPH: Final = 3
IDEOGRAPH_BYTES: Final = np.uint64(3)


def _byte_classes() -> Bytes:
    """What each byte starts or continues; lead bytes E3 to E9 begin kana and ideographs, written without spaces."""
    classes = np.full(256, SEPARATOR, dtype=np.uint8)
    for first, last in (("a", "z"), ("A", "Z")):
        classes[ord(first) : ord(last) + 1] = LETTER
    classes[ord("0") : ord("9") + 1] = DIGIT
    classes[0x80:] = LETTER
    classes[0xE3 : 0xE9 + 1] = IDEOGRAPH
    return classes


def _folded_bytes() -> Bytes:
    """Each byte as it enters a hash: capitals as small letters, every digit as 0."""
    folded = np.arange(256, dtype=np.uint8)
    folded[ord("A") : ord("Z") + 1] += ord("a") - ord("A")
    folded[ord("0") : ord("9") + 1] = ord("0")
    return folded


CLASSES: Final = _byte_classes()
FOLDED: Final = _folded_bytes()


@kernel
def _ideograph(data: Bytes, at: np.uint64) -> np.uint64:
    code = np.uint64(data[at]) | np.uint64(data[at + ONE]) << np.uint64(8) | np.uint64(data[at + TWO]) << np.uint64(16)
    return mix(code ^ np.uint64(0xC1A551C))


@kernel
def words_between(data: Bytes, start: int, end: int, out: Keys) -> int:
    """Hash the words of ``data[start:end]`` into ``out`` and return how many there are.

    The last ones are left out where ``out`` is full.
    """
    i, stop, count, room = np.uint64(start), np.uint64(end), np.uint64(0), np.uint64(len(out) - 1)
    state, before = FNV_BASIS, SEPARATOR
    while i < stop and count < room:
        kind = CLASSES[data[i]]
        whole = kind == IDEOGRAPH and i + IDEOGRAPH_BYTES <= stop
        if kind != SEPARATOR and not whole:
            # Nearly every byte, so it is asked first.
            if not (kind == DIGIT and before == DIGIT):
                state = (state ^ np.uint64(FOLDED[data[i]])) * FNV_PRIME
            before = kind
            i += ONE
            continue
        if before != SEPARATOR:
            out[count] = mix(state)
            count += ONE
            state = FNV_BASIS
        before = SEPARATOR
        i += ONE
        if whole:
            out[count] = _ideograph(data, i - ONE)
            count += ONE
            i += TWO
    if before != SEPARATOR and count <= room:
        out[count] = mix(state)
        count += ONE
    return signed(count)
