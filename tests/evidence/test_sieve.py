"""What the sieve keeps, against sets of customers."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.sieve import Column, sieve

FEWEST = 3
USES = st.lists(
    st.tuples(st.integers(0, 4), st.lists(st.integers(0, 6), max_size=4, unique=True), st.integers(0, 3)), max_size=40
)


def columns(uses: list[tuple[int, list[int], int]]) -> list[Column]:
    """A column of lists and one of single values."""
    offsets = np.cumsum([0, *(len(many) for _, many, _ in uses)]).astype(np.int64)
    lists = np.array([value for _, many, _ in uses for value in many], dtype=np.uint32)
    single = np.array([one for _, _, one in uses], dtype=np.uint64)
    return [(lists, offsets), (single, np.arange(len(uses) + 1, dtype=np.int64))]


@given(USES)
def test_every_use_of_a_key_of_enough_customers_is_kept(uses: list[tuple[int, list[int], int]]) -> None:
    rows, customers = defaultdict(list), defaultdict(set)
    for row, (who, many, one) in enumerate(uses):
        for name in (*((0, value) for value in many), (1, one)):
            if name[1]:
                rows[name].append(row)
                customers[name].add(who)

    found = sieve(columns(uses), np.array([who for who, _, _ in uses], dtype=np.int32), FEWEST)

    kept = [found.rows[found.number == number].tolist() for number in range(len(found.keys))]
    for name, expected in rows.items():
        if len(customers[name]) >= FEWEST:
            assert (name[0], expected) in [(int(key) & 7, one) for key, one in zip(found.keys, kept, strict=True)]
    assert found.counts.tolist() == [len(one) for one in kept]
    assert len(set(found.keys.tolist())) == len(found.keys)


def test_keys_that_share_a_slot_are_told_apart() -> None:
    values = np.tile(np.arange(1, 20_001, dtype=np.uint32), 2)
    customer = np.repeat(np.arange(2, dtype=np.int32), 20_000)
    offsets = np.arange(len(values) + 1, dtype=np.int64)

    found = sieve([(values, offsets)], customer, 2)

    assert len(found.keys) == len(set(found.keys.tolist())) == 20_000
    assert (found.counts == 2).all()
