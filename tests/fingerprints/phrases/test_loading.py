"""The phrasebook's files are read into one book."""

from __future__ import annotations

import pytest

from stillwatch.fingerprints.phrases.loading import load_phrasebook, parse_phrasebook
from stillwatch.records.errors import StillwatchError
from stillwatch.records.vocabulary import CAPABILITIES, TECHNIQUES


def test_every_technique_and_every_capability_is_in_the_shipped_phrasebook() -> None:
    book = load_phrasebook()
    assert {alternative.technique for alternative in book.alternatives} == set(TECHNIQUES)
    assert {phrase.capability for phrase in book.weighted} == set(CAPABILITIES)


def test_a_file_may_name_groups_of_a_shared_one_and_of_no_other() -> None:
    own = "technique: do_not_flag\nalternatives: [{all: [c]}]"
    groups = "groups: {c: {en: [gamma]}}"
    assert parse_phrasebook({"s.yaml": f"shared: true\n{groups}", "t.yaml": own}).alternatives
    with pytest.raises(StillwatchError, match=r"t.yaml.*no group is named c"):
        parse_phrasebook({"s.yaml": f"technique: do_not_flag\n{groups}", "t.yaml": own})
