"""The set of seen ids against Python's own set."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.sources.duplicates import SeenIds, hash_strings

TEXTS = st.lists(st.text(st.sampled_from("abé"), max_size=3), max_size=30)


@given(batches=st.lists(TEXTS, max_size=5), skip=st.integers(0, 3))
def test_it_repeats_what_a_python_set_says(batches: list[list[str]], skip: int) -> None:
    seen, model = SeenIds(), set[str]()
    for batch in batches:
        ids = batch[skip:]
        expected = [id_ in model or id_ in ids[:place] for place, id_ in enumerate(ids)]
        assert seen.add(pa.array(batch, pa.string()).slice(skip)).tolist() == expected
        model.update(ids)
    assert len(seen) == len(model)


def test_it_grows_without_forgetting() -> None:
    seen = SeenIds()
    names = pa.array([f"id-{number}" for number in range(150_000)])
    assert not seen.add(names).any()
    assert seen.add(names).all()
    assert len(seen) == 150_000


def test_hashes_depend_on_every_byte_and_use_all_bits() -> None:
    hashes = hash_strings(pa.array([f"exchange-{number:012d}" for number in range(100_000)]))
    assert len(np.unique(hashes)) == 100_000
    for bit in range(64):
        ones = int(((hashes >> np.uint64(bit)) & np.uint64(1)).sum())
        assert abs(ones - 50_000) < 1_000  # six standard deviations
    assert hash_strings(pa.array([], pa.string())).tolist() == []
    assert hash_strings(pa.array([""]))[0] != 0
