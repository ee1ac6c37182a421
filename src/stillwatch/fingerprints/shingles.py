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

from stillwatch.engines.kernels import kernel, signed
from stillwatch.fingerprints.buffers import text_buffers
from stillwatch.fingerprints.hashing import GOLDEN, ONE, THREE, TWO, Bytes, Keys, hash_bytes, mix
from stillwatch.fingerprints.words import CLASSES, SEPARATOR, words_between

SHINGLE_WORDS: Final = 4
END_WORDS: Final = 6
SAMPLING: Final = np.uint64(4)
MOST_SHINGLES: Final = np.uint64(48)
HEAD_BYTES: Final = 720
TAIL_BYTES: Final = 480
LONGEST_WORD: Final = 240
SLOTS: Final = np.uint64(1024)
LOW_32: Final = np.uint64(0xFFFFFFFF)

_WRAP: Final = 1 << 64
GOLDEN_2: Final = np.uint64(pow(int(GOLDEN), 2, _WRAP))
GOLDEN_3: Final = np.uint64(pow(int(GOLDEN), 3, _WRAP))
GOLDEN_4: Final = np.uint64(pow(int(GOLDEN), 4, _WRAP))
"""Powers by which the words of a shingle weigh in ``_hash_words``."""

Short = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.int32]


class TextSketch(NamedTuple):
    """Per row: hash of all bytes (0 where null), hashes of first and last words, length in words, shingles (CSR)."""

    exact: Keys
    head: Short
    tail: Short
    words: Counts
    shingle_offsets: Counts
    shingles: Short


@kernel
def _hash_words(words: Keys, start: int, end: int, seed: np.uint64) -> np.uint64:
    state = seed
    for i in range(start, end):
        state = (state + words[i]) * GOLDEN
    return mix(state)


@kernel
def _sampled(words: Keys, count: int, seed: np.uint64, out: Short) -> np.uint64:
    """Write the sampled shingles of a window's words to ``out``, repeated ones too; returns how many there are."""
    taken = np.uint64(0)
    # ``_hash_words`` of four words written out as one sum, whose products need not wait for each other. A value is
    # always written and the count moves on only behind one that is sampled, which costs less than a branch.
    for i in range(np.uint64(max(count - SHINGLE_WORDS + 1, 0))):
        first, last = words[i] * GOLDEN_4 + words[i + ONE] * GOLDEN_3, words[i + THREE] * GOLDEN
        value = mix(seed * GOLDEN_4 + first + words[i + TWO] * GOLDEN_2 + last)
        out[taken] = np.uint32((value >> np.uint64(8)) & LOW_32)
        taken += np.uint64(value % SAMPLING == np.uint64(0))
    return taken


@kernel
def _holds(kept: Short, held: np.uint64, value: np.uint32) -> bool:
    for j in range(held):  # noqa: SIM110 - Numba compiles no generator expression
        if kept[j] == value:
            return True
    return False


@kernel
def _collect(found: Short, taken: np.uint64, kept: Short, held: np.uint64, seen: Counts, row: int) -> np.uint64:
    """Add ``found[:taken]`` to the set ``kept[:held]``; where it is full the smallest values stay.

    ``seen`` stamps slots that this row has used.
    """
    for i in range(taken):
        value = found[i]
        slot = np.uint64(value) % SLOTS
        if seen[slot] == row and _holds(kept, held, value):
            continue
        seen[slot] = row
        if held < MOST_SHINGLES:
            kept[held] = value
            held += ONE
        else:
            largest = np.argmax(kept)
            kept[largest] = min(kept[largest], value)
    return held


@kernel
def _tail_start(data: Bytes, end: int) -> int:
    """Where the window at a text's end begins: ``TAIL_BYTES`` before it, then past the word that this cuts."""
    start = end - TAIL_BYTES
    for i in range(start, start + LONGEST_WORD):
        if CLASSES[data[i]] == SEPARATOR:
            return i
    return start


@kernel
def _sketch_rows(
    offsets: npt.NDArray[np.int64],
    data: Bytes,
    valid: npt.NDArray[np.bool_],
    seed: np.uint64,
    exact: Keys,
    ends: Short,
    lengths: Counts,
    shingle_offsets: Counts,
    shingles: Short,
) -> int:
    words = np.empty(HEAD_BYTES + TAIL_BYTES + 1, dtype=np.uint64)
    found = np.empty(HEAD_BYTES + TAIL_BYTES + 1, dtype=np.uint32)
    kept = np.empty(MOST_SHINGLES, dtype=np.uint32)
    seen = np.full(SLOTS, -1, dtype=np.int32)
    used = np.uint64(0)
    for row in range(len(offsets) - 1):
        start, end = offsets[row], offsets[row + 1]
        if valid[row] and end > start:
            exact[row] = hash_bytes(data, start, end)
            whole = end - start <= HEAD_BYTES + TAIL_BYTES
            count = words_between(data, start, end if whole else start + HEAD_BYTES, words)
            ends[row, 0] = np.uint32(_hash_words(words, 0, min(count, END_WORDS), seed + np.uint64(1)) & LOW_32)
            held = _collect(found, _sampled(words, count, seed, found), kept, np.uint64(0), seen, row)
            lengths[row] = count if whole else min((end - start) * count // HEAD_BYTES, np.iinfo(np.int32).max)
            if not whole:
                count = words_between(data, _tail_start(data, end), end, words)
                held = _collect(found, _sampled(words, count, seed, found), kept, held, seen, row)
            first = max(0, count - END_WORDS)
            ends[row, 1] = np.uint32(_hash_words(words, first, count, seed + np.uint64(2)) & LOW_32)
            for j in range(held):
                shingles[used + j] = kept[j]
            used += held
        shingle_offsets[row + 1] = used
    return signed(used)


def sketch_text(column: pa.Array, *, seed: int) -> TextSketch:
    """Sketch a ``string`` array; ``seed`` keeps the shingles of different places (user text, system text) apart.

    Long texts are read at their two ends only (``HEAD_BYTES`` and ``TAIL_BYTES``), where templates put their fixed
    text, and their length in words is extrapolated; ``exact`` reads all of it.
    """
    rows = len(column)
    exact = np.zeros(rows, dtype=np.uint64)
    ends = np.zeros((rows, 2), dtype=np.uint32)
    lengths = np.zeros(rows, dtype=np.int32)
    offsets = np.zeros(rows + 1, dtype=np.int32)
    shingles = np.empty(rows * int(MOST_SHINGLES), dtype=np.uint32)
    used = _sketch_rows(*text_buffers(column), np.uint64(seed), exact, ends, lengths, offsets, shingles)
    return TextSketch(exact, ends[:, 0].copy(), ends[:, 1].copy(), lengths, offsets, shingles[:used].copy())
