"""The registry holds every benign kind once and all nine twins of the record."""

from __future__ import annotations

from stillwatch.simulation.populations.kinds import KIND_NAMES, KINDS
from stillwatch.simulation.vocabulary import KIND_ORDER


def test_the_registry_is_the_documented_order() -> None:
    assert tuple(kind.name for kind in KINDS) == KIND_ORDER
    assert (*KIND_ORDER, "campaign") == KIND_NAMES


def test_all_nine_twins_are_there() -> None:
    assert {kind.twin for kind in KINDS} == set(range(10))


def test_a_kind_is_enrolled_by_the_function_of_its_name() -> None:
    assert all(kind.enrol.__name__ == kind.name for kind in KINDS)
