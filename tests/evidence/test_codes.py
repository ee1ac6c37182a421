"""Codes agree where keys do, and 0 stays unknown."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.codes import common, dense, uses

KEYS = st.lists(st.sampled_from([0, 1, 7, 2**63, 2**64 - 1]), max_size=30)
ROWS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from([0, 3, 2**64 - 1])), max_size=30)


@given(KEYS)
def test_codes_are_equal_where_keys_are(keys: list[int]) -> None:
    codes = dense(np.array(keys, dtype=np.uint64)).tolist()

    assert len(set(zip(keys, codes, strict=True))) == len(set(keys)) == len(set(codes))
    assert all((key == 0) == (code == 0) for key, code in zip(keys, codes, strict=True))
    assert max(codes, default=0) <= len(set(keys))


@given(ROWS)
def test_pairs_are_those_of_customer_and_value(rows: list[tuple[int, int]]) -> None:
    customer = np.array([who for who, _ in rows], dtype=np.int32)

    found = uses(customer, np.array([key for _, key in rows], dtype=np.uint64))

    named = {(row if row[1] else None, code) for row, code in zip(rows, found.pair.tolist(), strict=True)}
    assert len(named) == len({name for name, _ in named}) == len({code for _, code in named})
    assert ((found.pair == 0) == (found.value == 0)).all()


@given(ROWS)
def test_common_values_are_those_of_several_customers(rows: list[tuple[int, int]]) -> None:
    owners = defaultdict(set)
    for who, key in rows:
        owners[key].add(who)

    codes = common(np.array([who for who, _ in rows], dtype=np.int32), np.array([k for _, k in rows], dtype=np.uint64))

    assert [code > 0 for code in codes.tolist()] == [key > 0 and len(owners[key]) > 1 for _, key in rows]
    assert len(set(codes[codes > 0].tolist())) == len({key for key, who in owners.items() if key and len(who) > 1})
