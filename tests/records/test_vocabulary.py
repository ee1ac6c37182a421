"""The closed vocabularies are the contract's; codes and bits fit where they are kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stillwatch.records.vocabulary import ACTIONS, CAPABILITIES, EVIDENCE_KINDS, TECHNIQUES


@pytest.mark.parametrize("names", [ACTIONS, CAPABILITIES, EVIDENCE_KINDS, TECHNIQUES])
def test_names_are_distinct_words(names: tuple[str, ...]) -> None:
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


def test_the_ladder_goes_from_weak_to_strong() -> None:
    assert ACTIONS == ("observe", "verify", "throttle", "restrict", "suspend")


def test_codes_fit_a_byte_and_techniques_a_word() -> None:
    assert len(CAPABILITIES) < 128
    assert len(TECHNIQUES) <= 32


def test_the_capabilities_are_those_of_the_contract(shared: Path) -> None:
    contract = (shared / "contract" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"`(\w+)`", contract.partition("\nCapabilities: ")[2].partition("\n\n")[0])

    assert listed == list(CAPABILITIES)
