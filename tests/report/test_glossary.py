"""The glossary says the words that the page uses."""

from __future__ import annotations

from stillwatch.report.glossary import TERMS
from stillwatch.report.likelihood import SCALE


def test_each_term_is_told_once() -> None:
    names = [term for term, _ in TERMS]
    assert len(set(names)) == len(names)
    assert {"Bits", "Confidence", "Alleged campaign"} <= set(names)


def test_the_likelihood_words_are_those_of_the_scale() -> None:
    meaning = dict(TERMS)["Likelihood words"]
    assert all(words in meaning for _, words in SCALE)
    assert all(f"{100 * bound:.0f} %" in meaning for bound, _ in SCALE[:-1])


def test_no_sentence_mixes_likelihood_and_confidence() -> None:
    sentences = [sentence for _, meaning in TERMS for sentence in meaning.split(". ")]
    assert not [s for s in sentences if "confidence" in s.lower() and "likely" in s.lower()]
