"""Request text becomes an exact identity, its two ends, and a content-defined sample of its word shingles.

A request template is fixed text around a payload that varies. Shingles (Broder 1997) are kept where their hash is
0 modulo ``SAMPLING`` (Manber 1994), so a shingle of the fixed text is kept in every request or in none: what repeats
can be counted without keeping the text. One-permutation MinHash was tried first and set aside here, since whether it
keeps a shingle depends on the payload beside it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.buffers import text_buffers

SHINGLE_WORDS: Final = 4
END_WORDS: Final = 6
SAMPLING: Final = 4
MOST_SHINGLES: Final = 48
HEAD_BYTES: Final = 720
TAIL_BYTES: Final = 480
WORD_RING: Final = 8


class TextSketch(NamedTuple):
    """Per row: ``exact`` hash of all bytes (0 where null), hashes of the first and last words, length in words, sampled shingles (CSR)."""

    exact: npt.NDArray[np.uint64]
    head: npt.NDArray[np.uint32]
    tail: npt.NDArray[np.uint32]
    words: npt.NDArray[np.int32]
    shingle_offsets: npt.NDArray[np.int32]
    shingles: npt.NDArray[np.uint32]


@kernel
def _mix(value: np.uint64) -> np.uint64:
    """The finalizer of SplitMix64 (Steele, Lea, Flood 2014)."""
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@kernel
def _exact_hash(data: npt.NDArray[np.uint8], start: int, end: int) -> np.uint64:
    """A 64-bit hash of all bytes, never 0."""
    state = np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(end - start)
    i = start
    while i + 8 <= end:
        block = np.uint64(0)
        for j in range(8):
            block |= np.uint64(data[i + j]) << np.uint64(8 * j)
        state = (state ^ block) * np.uint64(0xFF51AFD7ED558CCD)
        state ^= state >> np.uint64(29)
        i += 8
    while i < end:
        state = (state ^ np.uint64(data[i])) * np.uint64(0x100000001B3)
        i += 1
    return _mix(state) | np.uint64(1)


@kernel
def _class_of(byte: int) -> int:
    """0 separator, 1 letter, 2 digit, 3 start of a character of a script written without spaces."""
    if byte >= 0xE3 and byte <= 0xE9:
        return 3
    if byte >= 0x80 or (byte >= 97 and byte <= 122) or (byte >= 65 and byte <= 90):
        return 1
    if byte >= 48 and byte <= 57:
        return 2
    return 0


@kernel
def _words_between(data: npt.NDArray[np.uint8], start: int, end: int, out: npt.NDArray[np.uint64], most: int) -> int:
    """Hash the words of a window into ``out``: letters folded, a run of digits one symbol, a CJK character one word."""
    count = 0
    state = np.uint64(0)
    inside = 0
    i = start
    while i < end and count < most:
        byte = np.int64(data[i])
        kind = _class_of(byte)
        if kind == 3 and i + 3 <= end:
            if inside:
                out[count] = _mix(state)
                count += 1
                inside = 0
                if count >= most:
                    break
            code = np.uint64(data[i]) | np.uint64(data[i + 1]) << np.uint64(8) | np.uint64(data[i + 2]) << np.uint64(16)
            out[count] = _mix(code ^ np.uint64(0xC1A551C))
            count += 1
            i += 3
            continue
        if kind == 0:
            if inside:
                out[count] = _mix(state)
                count += 1
                inside = 0
        else:
            if not inside:
                state = np.uint64(0xCBF29CE484222325)
            if kind == 2:
                if inside != 2:
                    state = (state ^ np.uint64(48)) * np.uint64(0x100000001B3)
            else:
                folded = byte + 32 if byte >= 65 and byte <= 90 else byte
                state = (state ^ np.uint64(folded)) * np.uint64(0x100000001B3)
            inside = kind
        i += 1
    if inside and count < most:
        out[count] = _mix(state)
        count += 1
    return count


@kernel
def _hash_words(words: npt.NDArray[np.uint64], start: int, end: int, seed: np.uint64) -> np.uint64:
    state = seed
    for i in range(start, end):
        state = _mix(state ^ words[i]) * np.uint64(0x9E3779B97F4A7C15)
    return state ^ (state >> np.uint64(32))


@kernel
def _collect(
    words: npt.NDArray[np.uint64], count: int, seed: np.uint64, kept: npt.NDArray[np.uint32], held: int
) -> int:
    """Add the sampled shingles of a window to ``kept[:held]``, each once; the smallest hashes win where it overflows."""
    for i in range(count - SHINGLE_WORDS + 1):
        value = _hash_words(words, i, i + SHINGLE_WORDS, seed)
        if value % np.uint64(SAMPLING) != np.uint64(0):
            continue
        short = np.uint32((value >> np.uint64(8)) & np.uint64(0xFFFFFFFF))
        known = False
        largest = 0
        for j in range(held):
            if kept[j] == short:
                known = True
                break
            if kept[j] > kept[largest]:
                largest = j
        if known:
            continue
        if held < MOST_SHINGLES:
            kept[held] = short
            held += 1
        elif short < kept[largest]:
            kept[largest] = short
    return held


@kernel
def _sketch_rows(
    offsets: npt.NDArray[np.int64],
    data: npt.NDArray[np.uint8],
    valid: npt.NDArray[np.bool_],
    seed: np.uint64,
    exact: npt.NDArray[np.uint64],
    ends: npt.NDArray[np.uint32],
    lengths: npt.NDArray[np.int32],
    shingle_offsets: npt.NDArray[np.int32],
    shingles: npt.NDArray[np.uint32],
) -> int:
    words = np.empty(HEAD_BYTES + TAIL_BYTES + 8, dtype=np.uint64)
    kept = np.empty(MOST_SHINGLES, dtype=np.uint32)
    used = 0
    for row in range(len(offsets) - 1):
        shingle_offsets[row] = used
        start, end = offsets[row], offsets[row + 1]
        if not valid[row] or end <= start:
            continue
        exact[row] = _exact_hash(data, start, end)
        whole = end - start <= HEAD_BYTES + TAIL_BYTES
        head_end = end if whole else start + HEAD_BYTES
        count = _words_between(data, start, head_end, words, len(words))
        lengths[row] = count
        ends[row, 0] = np.uint32(
            _hash_words(words, 0, min(count, END_WORDS), seed ^ np.uint64(1)) & np.uint64(0xFFFFFFFF)
        )
        held = _collect(words, count, seed, kept, 0)
        if not whole:
            tail_start = end - TAIL_BYTES
            while tail_start < end and _class_of(np.int64(data[tail_start])) != 0:
                if end - tail_start < TAIL_BYTES // 2:
                    break
                tail_start += 1
            count = _words_between(data, tail_start, end, words, len(words))
            lengths[row] = np.int32(min((end - start) * lengths[row] // HEAD_BYTES, 2_000_000_000))
            held = _collect(words, count, seed, kept, held)
        ends[row, 1] = np.uint32(
            _hash_words(words, max(0, count - END_WORDS), count, seed ^ np.uint64(2)) & np.uint64(0xFFFFFFFF)
        )
        for j in range(held):
            shingles[used + j] = kept[j]
        used += held
    shingle_offsets[len(offsets) - 1] = used
    return used


@kernel
def _hash_rows(
    offsets: npt.NDArray[np.int64],
    data: npt.NDArray[np.uint8],
    valid: npt.NDArray[np.bool_],
    out: npt.NDArray[np.uint64],
) -> None:
    for row in range(len(out)):
        if valid[row] and offsets[row + 1] > offsets[row]:
            out[row] = _exact_hash(data, offsets[row], offsets[row + 1])


def hash_strings(column: pa.Array) -> npt.NDArray[np.uint64]:
    """A 64-bit hash of each string, 0 where null or empty."""
    out = np.zeros(len(column), dtype=np.uint64)
    _hash_rows(*text_buffers(column), out)
    return out


def sketch_text(column: pa.Array, *, seed: int) -> TextSketch:
    """Sketch a ``string`` array; ``seed`` keeps the shingles of different places (user text, system text) apart.

    Long texts are read at their two ends only (``HEAD_BYTES`` and ``TAIL_BYTES``), where templates put their fixed text;
    ``exact`` reads all of it.
    """
    buffers = text_buffers(column)
    rows = len(column)
    exact = np.zeros(rows, dtype=np.uint64)
    ends = np.zeros((rows, 2), dtype=np.uint32)
    lengths = np.zeros(rows, dtype=np.int32)
    shingle_offsets = np.zeros(rows + 1, dtype=np.int32)
    shingles = np.empty(rows * MOST_SHINGLES, dtype=np.uint32)
    used = _sketch_rows(*buffers, np.uint64(seed), exact, ends, lengths, shingle_offsets, shingles)
    return TextSketch(exact, ends[:, 0].copy(), ends[:, 1].copy(), lengths, shingle_offsets, shingles[:used].copy())
