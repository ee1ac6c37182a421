"""How each conversation began, for those who follow it: later turns say little of their own."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Ints, Keys

Small = npt.NDArray[np.int8]
Wide = npt.NDArray[np.int16]

NOBODY: Final = -1
MOST_FULL: Final = 0.6
LEAST_SLOTS: Final = 1 << 12


@kernel
def conversation_key(conversation: np.uint64, account: int) -> np.uint64:
    """The key of an account's own conversation; never 0."""
    return (conversation ^ (np.uint64(account) * np.uint64(0x9E3779B97F4A7C15))) | np.uint64(1)


@kernel
def _place(keys: Keys, key: np.uint64) -> int:
    mask = np.uint64(len(keys) - 1)
    place = (key * np.uint64(0xD6E8FEB86659FD93) >> np.uint64(20)) & mask
    while keys[place] != 0 and keys[place] != key:
        place = (place + np.uint64(1)) & mask
    return int(place)


@kernel
def _note(
    keys: Keys, times: Ints, owners: Wide, aims: Small, held: int, row_keys: Keys, time: Ints, owner: Wide, aim: Small
) -> int:
    for row in range(len(row_keys)):
        if row_keys[row] == 0:
            continue
        place = _place(keys, row_keys[row])
        if keys[place] == 0:
            keys[place] = row_keys[row]
            held += 1
        elif times[place] <= time[row]:
            continue
        times[place], owners[place], aims[place] = time[row], owner[row], aim[row]
    return held


@kernel
def _look_up(keys: Keys, owners: Wide, aims: Small, row_keys: Keys, owner: Wide, aim: Small) -> None:
    for row in range(len(row_keys)):
        if row_keys[row] != 0:
            place = _place(keys, row_keys[row])
            if keys[place] != 0:
                owner[row], aim[row] = owners[place], aims[place]


class Beginnings:
    """The operation and the capability of the earliest exchange of each conversation."""

    def __init__(self, slots: int = LEAST_SLOTS) -> None:
        self._held = 0
        self._open(slots)

    def _open(self, slots: int) -> None:
        self._keys: Keys = np.zeros(slots, dtype=np.uint64)
        self._times: Ints = np.zeros(slots, dtype=np.int64)
        self._owners: Wide = np.zeros(slots, dtype=np.int16)
        self._aims: Small = np.zeros(slots, dtype=np.int8)

    def note(self, keys: Keys, time: Ints, owner: Wide, aim: Small) -> None:
        """Take exchanges in; key 0 has no conversation."""
        slots = len(self._keys)
        while self._held + len(keys) > MOST_FULL * slots:
            slots *= 2
        if slots != len(self._keys):
            old = self._keys, self._times, self._owners, self._aims
            self._open(slots)
            self._held = 0
            used = old[0] != 0
            self.note(*(column[used] for column in old))
        self._held = _note(self._keys, self._times, self._owners, self._aims, self._held, keys, time, owner, aim)

    def of(self, keys: Keys) -> tuple[Wide, Small]:
        """The operation and the capability that each conversation began with, -1 for none."""
        owner = np.full(len(keys), NOBODY, dtype=np.int16)
        aim = np.full(len(keys), NOBODY, dtype=np.int8)
        _look_up(self._keys, self._owners, self._aims, keys, owner, aim)
        return owner, aim


def conversation_keys(conversation: Keys, account: Codes, rows: npt.NDArray[np.bool_]) -> Keys:
    """A key per row for the conversation within its account; 0 where there is none, and for all but ``rows``."""
    out = np.zeros(len(account), dtype=np.uint64)
    _keys(conversation, account, rows, out)
    return out


@kernel
def _keys(conversation: Keys, account: Codes, rows: npt.NDArray[np.bool_], out: Keys) -> None:
    for row in range(len(account)):
        if rows[row] and conversation[row] != 0:
            out[row] = conversation_key(conversation[row], account[row])
