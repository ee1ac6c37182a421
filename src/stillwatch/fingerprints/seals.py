"""Which sealed blocks (signed or encrypted reasoning, pasted as text) a request holds, each as a 64-bit hash.

A provider returns reasoning with a signature, or encrypted, as one long run of Base64. A run is read as sealed where it
is at least ``SHORTEST`` bytes long, mixes capitals, small letters and digits as random bytes do, and is not the inline
data of an image or a file (``base64,``). The text itself is not kept.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.buffers import text_buffers
from stillwatch.fingerprints.hashing import Bytes, Keys, hash_bytes

SHORTEST: Final = 128
MOST: Final = 8
"""Blocks kept of one request."""
LEAST_MIX: Final = 12
"""A sealed run has at least one capital, one small letter and one digit in this many bytes, on average: random Base64
has one digit in 6.4."""
OTHER: Final = 0
SMALL: Final = 1
CAPITAL: Final = 2
DIGIT: Final = 3
SIGN: Final = 4


def _kinds() -> Bytes:
    """What each byte is in Base64, standard or URL-safe; ``OTHER`` ends a run."""
    kinds = np.zeros(256, dtype=np.uint8)
    for kind, characters in ((SMALL, "az"), (CAPITAL, "AZ"), (DIGIT, "09")):
        kinds[ord(characters[0]) : ord(characters[1]) + 1] = kind
    for sign in "+/-_=":
        kinds[ord(sign)] = SIGN
    return kinds


KINDS: Final = _kinds()
INLINE: Final = np.frombuffer(b"base64,", dtype=np.uint8)
"""What stands before the data of an inline image or file."""


@kernel
def _mixed(data: Bytes, begin: int, end: int) -> bool:
    """Whether the run's bytes are mixed as those of Base64 are."""
    counts = np.zeros(SIGN + 1, dtype=np.int64)
    for i in range(begin, end):
        counts[KINDS[data[i]]] += 1
    fewest = min(counts[SMALL], counts[CAPITAL], counts[DIGIT])
    return bool(fewest * LEAST_MIX >= end - begin)


@kernel
def _inline(data: Bytes, start: int, begin: int) -> bool:
    """Whether ``base64,`` stands right before the run."""
    if begin - start < len(INLINE):
        return False
    for j in range(len(INLINE)):  # noqa: SIM110 - Numba compiles no generator expression
        if data[begin - len(INLINE) + j] != INLINE[j]:
            return False
    return True


@kernel
def _seal_rows(
    offsets: npt.NDArray[np.int64], data: Bytes, valid: npt.NDArray[np.bool_], ends: npt.NDArray[np.int32], out: Keys
) -> int:
    """Writes each row's sealed runs one after another; a run of ``SHORTEST`` bytes holds every such byte's multiple."""
    used = 0
    for row in range(len(offsets) - 1):
        held, start, stop = 0, offsets[row], offsets[row + 1]
        at = start + SHORTEST - 1
        while valid[row] and at < stop and held < MOST:
            if KINDS[data[at]] == OTHER:
                at += SHORTEST
                continue
            begin, end = at, at + 1
            while begin > start and KINDS[data[begin - 1]] != OTHER:
                begin -= 1
            while end < stop and KINDS[data[end]] != OTHER:
                end += 1
            if end - begin >= SHORTEST and _mixed(data, begin, end) and not _inline(data, start, begin):
                out[used + held] = hash_bytes(data, begin, end)
                held += 1
            at = end + SHORTEST
        used += held
        ends[row + 1] = used
    return used


def seal_lists(column: pa.Array) -> pa.ListArray:
    """The hashes of each text's sealed blocks, at most ``MOST``, in their order; none for a null text."""
    offsets, data, valid = text_buffers(column)
    ends = np.zeros(len(column) + 1, dtype=np.int32)
    room = np.minimum(np.diff(offsets) // SHORTEST, MOST).sum()
    out = np.zeros(int(room), dtype=np.uint64)
    used = _seal_rows(offsets, data, valid, ends, out)
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(out[:used]))
