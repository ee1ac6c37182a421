"""Words for likelihood are ICD 203's, and stand apart from confidence."""

from __future__ import annotations

import pytest

from stillwatch.report.likelihood import SCALE, likelihood, sentence


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_bands(probability: float, words: str) -> None:
    assert likelihood(probability) == words


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.01, "There is almost no chance that it rains."),
        (0.5, "There is a roughly even chance that it rains."),
        (0.9, "It is very likely that it rains."),
    ],
)
def test_sentences_are_grammatical(probability: float, text: str) -> None:
    assert sentence(probability, "it rains") == text


def test_no_likelihood_sentence_speaks_of_confidence() -> None:
    assert not any("confiden" in sentence(bound - 0.01, "it rains") for bound, _ in SCALE)
