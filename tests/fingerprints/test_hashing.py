"""Hashes of bytes in place."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.hashing import hash_strings


@given(st.lists(st.text(max_size=40), min_size=1, max_size=60))
def test_equal_strings_and_only_those_have_equal_hashes(texts: list[str]) -> None:
    hashes = hash_strings(pa.array(texts)).tolist()
    assert len(set(hashes)) == len(set(texts))
    assert all((value == 0) == (text == "") for value, text in zip(hashes, texts, strict=True))


def test_a_hash_does_not_depend_on_what_stands_beside() -> None:
    assert hash_strings(pa.array(["x", "prompt", "y"]))[1] == hash_strings(pa.array(["prompt"]))[0]


def test_null_is_zero() -> None:
    assert hash_strings(pa.array([None, "a"], pa.string())).tolist()[0] == 0
