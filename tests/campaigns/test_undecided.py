"""What is too close to call is neither told as an operation nor lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stillwatch.campaigns.alternatives import explanations
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.suspicion import NEEDED, Suspicion, weigh
from stillwatch.campaigns.undecided import CLOSE, MOST, is_close, set_aside, undecided
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Codes


@pytest.fixture(scope="module")
def weighing(ground: Ground) -> tuple[Suspicion, Marks]:
    """Every candidate slice of the town weighed, and which share a fixed text."""
    suspicion = weigh(ground.candidates, explanations(ground.log, ground.candidates))
    return suspicion, ground.candidates.template.bits > 0


def test_close_is_two_kinds_and_odds_near_even_or_better() -> None:
    bits, kinds = np.array([-CLOSE - 1, -CLOSE + 1, 3.0, 3.0]), np.array([NEEDED, NEEDED, NEEDED, NEEDED - 1])
    nobody = np.zeros(4, dtype=np.bool_)

    assert is_close(Suspicion(bits, kinds, nobody, nobody)).tolist() == [False, True, True, False]


def test_a_told_campaign_leaves_nothing_undecided(
    ground: Ground, weighing: tuple[Suspicion, Marks], found: tuple[Operation, ...]
) -> None:
    groups = undecided(ground, *weighing, found)

    taken = np.concatenate([one.accounts for one in found])
    assert not any(np.isin(group.accounts, taken).any() for group in groups)


def test_an_untold_campaign_is_undecided_and_the_strongest_first(
    ground: Ground, weighing: tuple[Suspicion, Marks], crew: Codes
) -> None:
    groups = undecided(ground, *weighing, ())

    assert 0 < len(groups) <= MOST
    assert np.isin(groups[0].accounts, crew).mean() > 0.9
    bits = [group.bits for group in groups]
    assert bits == sorted(bits, reverse=True)
    assert all(bit > -CLOSE for bit in bits)
    assert all(group.alternatives and group.evidence for group in groups)


def test_far_below_even_odds_nothing_is_undecided(ground: Ground, weighing: tuple[Suspicion, Marks]) -> None:
    suspicion, fixed = weighing
    nothing = replace(suspicion, bits=np.full(len(suspicion.bits), -100.0))

    assert undecided(ground, nothing, fixed, ()) == ()


def test_an_operation_set_aside_keeps_its_evidence(found: tuple[Operation, ...]) -> None:
    aside = set_aside(found[0], "false_discovery")

    assert aside.reason == "false_discovery"
    assert (aside.bits, aside.evidence, aside.alternatives) == (
        found[0].bits,
        found[0].evidence,
        found[0].alternatives,
    )
