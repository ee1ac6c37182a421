"""Identifiers are distinct, opaque, and in no order."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.simulation.ids import hex_ids, mix, optional_ids, with_nulls


@given(st.lists(st.integers(0, 2**62), unique=True, min_size=1, max_size=50), st.integers(0, 2**40))
def test_distinct_values_have_distinct_ids(values: list[int], salt: int) -> None:
    ids = hex_ids(np.array(values), salt).to_pylist()

    assert len(set(ids)) == len(values)
    assert all(len(name) == 16 and set(name) <= set("0123456789abcdef") for name in ids)


def test_another_salt_gives_other_ids() -> None:
    assert not set(hex_ids(np.arange(1000), 1).to_pylist()) & set(hex_ids(np.arange(1000), 2).to_pylist())


def test_ids_follow_no_order() -> None:
    rank = np.argsort(np.argsort(np.array(hex_ids(np.arange(20_000), 9).to_pylist())))

    assert abs(np.corrcoef(np.arange(20_000), rank)[0, 1]) < 0.03


def test_mix_spreads_neighbours_over_half_of_the_bits() -> None:
    changed = mix(np.arange(1000, dtype=np.uint64), 4) ^ mix(np.arange(1, 1001, dtype=np.uint64), 4)

    assert 30 < np.mean([int(value).bit_count() for value in changed]) < 34


def test_negative_codes_are_null() -> None:
    assert optional_ids(np.array([3, -1, 5]), 1).is_null().to_pylist() == [False, True, False]


def test_nulls_go_where_they_are_wanted() -> None:
    assert with_nulls(pa.array(["a", "b"]), np.array([True, False])).to_pylist() == [None, "b"]
