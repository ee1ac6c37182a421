"""Real text varies in its numbers and names and nowhere else."""

from __future__ import annotations

import re

import numpy as np

from stillwatch.simulation.grammar import load_grammar
from stillwatch.simulation.slotted import cut_texts

TEXTS = ["Natalia sold 48 clips in 2019.", "No slots here", "1 2 3 4 5 6", ""]


def test_numbers_and_names_change_and_the_rest_stays() -> None:
    stock = cut_texts(TEXTS, load_grammar())
    texts = stock.render(np.zeros(200, dtype=np.int64), np.random.default_rng(1)).to_pylist()

    assert all(re.fullmatch(r"\w+ sold \d\d clips in \d{4}\.", text) for text in texts)
    assert len(set(texts)) > 190


def test_text_without_slots_is_unchanged() -> None:
    stock = cut_texts(TEXTS, load_grammar())

    assert stock.render(np.array([1, 3]), np.random.default_rng(1)).to_pylist() == ["No slots here", ""]


def test_only_the_first_slots_vary() -> None:
    stock = cut_texts(TEXTS, load_grammar())

    assert stock.render(np.array([2]), np.random.default_rng(1))[0].as_py().endswith(" 5 6")


def test_originals_can_be_had() -> None:
    assert cut_texts(TEXTS, load_grammar()).as_they_are(np.array([0])).to_pylist() == TEXTS[:1]
    assert len(cut_texts(TEXTS, load_grammar())) == 4
