"""Texts that share words are near each other, and a text without words is nowhere."""

from __future__ import annotations

import numpy as np
import pytest

from baselines.embedding import embed

TEXTS = [
    "sort the list of numbers",
    "sort this list of numbers",
    "why is the evening sky red",
    "sort the list of numbers",
]


def test_like_texts_are_nearer_than_unlike_ones() -> None:
    vectors = embed(TEXTS)
    likeness = vectors @ vectors.T

    assert likeness[0, 3] == pytest.approx(1, abs=1e-5)
    assert likeness[0, 1] > likeness[0, 2] + 0.3
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("nothing", [None, "", "?"])
def test_a_text_without_words_is_zero(nothing: str | None) -> None:
    assert not embed([*TEXTS, nothing])[-1].any()


def test_no_texts_are_no_error() -> None:
    assert len(embed([])) == 0


def test_the_same_texts_give_the_same_vectors() -> None:
    assert np.array_equal(embed(TEXTS), embed(TEXTS))
