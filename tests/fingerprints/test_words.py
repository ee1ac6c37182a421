"""Word hashes over UTF-8 bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.words import words_between


def hashes(text: str, most: int = 1000) -> list[int]:
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    out = np.zeros(most, dtype=np.uint64)
    return [int(value) for value in out[: words_between(data, 0, len(data), out)]]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Write the CODE", "write, the: code!"),
        ("order 12 of 4711", "order 9 of 1"),
        ("  spaces\n\tand lines ", "spaces and lines"),
    ],
)
def test_case_digits_and_separators_do_not_matter(left: str, right: str) -> None:
    assert hashes(left) == hashes(right)


def test_letters_in_numbers_matter() -> None:
    assert hashes("gpt4 is") != hashes("gpt is")


def test_each_ideograph_is_a_word() -> None:
    assert len(hashes("你好,世界")) == 4
    assert hashes("你好")[1] == hashes("好")[0]


def test_scripts_with_spaces_keep_their_words() -> None:
    assert len(hashes("напиши подробное рассуждение")) == 3


@given(st.text(max_size=200), st.integers(1, 12))
def test_never_more_than_fit(text: str, most: int) -> None:
    assert len(hashes(text, most)) <= most


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), max_size=30))
def test_a_word_a_hash(words: list[str]) -> None:
    found = hashes(" ".join(words))
    assert len(found) == len(words)
    assert len(set(found)) == len(set(words))
