"""UTF-8 becomes word hashes: letters folded, a run of digits one symbol, a CJK character one word."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.hashing import FNV_BASIS, FNV_PRIME, Bytes, Keys, mix

SEPARATOR: Final = 0
LETTER: Final = 1
DIGIT: Final = 2
IDEOGRAPH: Final = 3
IDEOGRAPH_BYTES: Final = 3


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
def _ideograph(data: Bytes, at: int) -> np.uint64:
    code = np.uint64(data[at]) | np.uint64(data[at + 1]) << np.uint64(8) | np.uint64(data[at + 2]) << np.uint64(16)
    return mix(code ^ np.uint64(0xC1A551C))


@kernel
def words_between(data: Bytes, start: int, end: int, out: Keys) -> int:
    """Hash the words of ``data[start:end]`` into ``out`` and return how many there are.

    The last ones are left out where ``out`` is full.
    """
    count, state, before, i = 0, FNV_BASIS, SEPARATOR, start
    while i < end and count < len(out) - 1:
        kind = CLASSES[data[i]]
        whole = kind == IDEOGRAPH and i + IDEOGRAPH_BYTES <= end
        if kind != SEPARATOR and not whole:
            # Nearly every byte, so it is asked first.
            if not (kind == DIGIT and before == DIGIT):
                state = (state ^ np.uint64(FOLDED[data[i]])) * FNV_PRIME
            before = kind
            i += 1
            continue
        if before != SEPARATOR:
            out[count] = mix(state)
            count += 1
            state = FNV_BASIS
        before = SEPARATOR
        i += 1
        if whole:
            out[count] = _ideograph(data, i - 1)
            count += 1
            i += IDEOGRAPH_BYTES - 1
    if before != SEPARATOR and count < len(out):
        out[count] = mix(state)
        count += 1
    return count
