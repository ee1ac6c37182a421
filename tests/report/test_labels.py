"""Every name of the contract's vocabularies has words."""

from __future__ import annotations

from stillwatch.records.vocabulary import ACTIONS, CAPABILITIES, EVIDENCE_KINDS, TECHNIQUES
from stillwatch.report.labels import ACTION, CAPABILITY, EVIDENCE, TECHNIQUE, words


def test_the_vocabularies_are_covered() -> None:
    assert set(CAPABILITY) == set(CAPABILITIES)
    assert set(TECHNIQUE) == set(TECHNIQUES)
    assert set(ACTION) == set(ACTIONS)
    assert set(EVIDENCE) >= set(EVIDENCE_KINDS)


def test_an_unknown_name_is_still_shown() -> None:
    assert words("new_kind_of_thing", EVIDENCE) == "new kind of thing"
    assert words("coding", CAPABILITY) == "coding"
