"""Folding makes the spellings of one phrase equal and keeps word starts visible."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.phrases.folding import fold, fold_into, is_word_end, readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("THE END", "the end"),
        ("a \n\t b", "a b"),
        ("year 1999", "year 7"),
        ("don’t “go”", 'don\'t "go"'),
        ("РАССУЖДЕНИЕ Ёж", "рассуждение ёж"),
        ("ÜBER ÉTÉ", "über été"),
        ("a\u00a0b\u3000c", "a b c"),
        ("（答案：Ａ）", "(答案:a)"),  # noqa: RUF001 - full-width forms are what is folded
    ],
)
def test_spellings_of_one_text_fold_to_the_same_bytes(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_only_the_letter_that_begins_a_word_is_upper_case() -> None:
    assert fold("inside In_side éa 3d x3") == b"In" + b"side In_Side " + "éa".encode() + b" 1d X0"


@given(st.text())
def test_folding_never_grows_a_text_and_leaves_no_break_or_double_space(text: str) -> None:
    folded = fold(text)
    assert len(folded) <= len(text.encode())
    assert b"\0" not in folded
    assert b"  " not in folded


@given(st.binary(max_size=60))
def test_any_bytes_can_be_folded(data: bytes) -> None:
    source = np.frombuffer(data, dtype=np.uint8)
    out = np.zeros(len(data) + 1, dtype=np.uint8)
    assert fold_into(source, 0, len(source), out, 0) <= len(data)


def test_words_end_in_letters_and_digits_of_any_of_the_scripts_with_case() -> None:
    ends = {
        text: is_word_end(np.frombuffer(fold(text), dtype=np.uint8), len(fold(text))) for text in ("a", "é", "я", "7")
    }
    assert all(ends.values())
    others = ("a ", "a.", "字", "«", "_")
    assert not any(is_word_end(np.frombuffer(fold(text), dtype=np.uint8), len(fold(text))) for text in others)


def test_a_part_that_may_continue_a_word_has_two_readings() -> None:
    assert readings(fold("able")) == (b"Able", b"able")
    assert readings(fold("2")) == (b"1", b"0")
    assert readings(b".csv") == (b".csv",)
