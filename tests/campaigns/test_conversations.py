"""A conversation begins with its earliest exchange, in whatever order they come."""

from __future__ import annotations

import numpy as np

from stillwatch.campaigns.conversations import LEAST_SLOTS, Beginnings, conversation_keys


def test_the_earliest_exchange_speaks_for_its_conversation() -> None:
    begun = Beginnings()
    keys = np.array([5, 7, 5, 0], dtype=np.uint64)
    owner, aim = np.array([1, 2, 3, 4], dtype=np.int16), np.array([6, 7, 8, 9], dtype=np.int8)

    begun.note(keys, np.array([30, 10, 20, 5]), owner, aim)
    found = begun.of(np.array([5, 7, 9, 0], dtype=np.uint64))

    assert [column.tolist() for column in found] == [[3, 2, -1, -1], [8, 7, -1, -1]]


def test_many_conversations_are_kept() -> None:
    begun = Beginnings()
    keys = np.arange(1, 3 * LEAST_SLOTS, dtype=np.uint64)
    for part in np.array_split(np.random.default_rng(0).permutation(keys), 5):
        begun.note(part, part.astype(np.int64), (part % 100).astype(np.int16), np.zeros(len(part), dtype=np.int8))

    assert begun.of(keys)[0].tolist() == (keys % 100).tolist()


def test_numbers_of_conversations_are_an_accounts_own() -> None:
    conversation = np.array([3, 3, 0, 3], dtype=np.uint64)
    account = np.array([1, 2, 1, 1], dtype=np.int32)

    keys = conversation_keys(conversation, account, np.array([True, True, True, False]))

    assert keys[0] != keys[1]
    assert keys[2:].tolist() == [0, 0]
