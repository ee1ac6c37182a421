"""Every honest explanation is tried on a campaign and told, the best fitting first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stillwatch.campaigns.alternatives import Explanations, explanations
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.rivals import RIVALS, rivals
from stillwatch.evidence.log import Log
from stillwatch.evidence.measures import Measures, measure
from stillwatch.evidence.slices import Slices


@pytest.fixture(scope="module")
def case(town_log: Log, two_groups: Slices, ground: Ground) -> tuple[Measures, Explanations]:
    """The campaign and a random group."""
    measures = measure(town_log, two_groups, np.array([True, False]), ground.rates, ground.candidates)
    return measures, explanations(town_log, measures)


def test_all_are_told_and_fit_the_campaign_less_well(case: tuple[Measures, Explanations]) -> None:
    told = rivals(*case, 0)

    assert len({one.name for one in told}) == len(told) == len(RIVALS)
    assert all(one.bits_against > one.bits_for >= 0 for one in told)
    gaps = [one.bits_against - one.bits_for for one in told]
    assert gaps == sorted(gaps)


def test_one_site_and_payer_speak_for_a_single_customer(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case
    one = np.ones(2)

    told = rivals(measures, replace(honest, sites=one, owner=one, payment=one), 0)

    batch = next(rival for rival in told if "batch" in rival.name)
    assert batch.bits_for > batch.bits_against
    assert "100%" in batch.text


def test_repeated_items_speak_for_evaluators(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case
    repeated = replace(measures, partition=replace(measures.partition, repeated=np.ones(2)))

    fits = [
        next(one.bits_for for one in rivals(given, honest, 1) if "evaluation" in one.name)
        for given in (measures, repeated)
    ]

    assert fits[1] > fits[0] == 0


def test_a_payer_that_cannot_be_seen_is_not_ruled_out(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case

    told = rivals(measures, replace(honest, unseen_owner=np.full(2, 8.0)), 0)

    batch = next(one for one in told if "batch" in one.name)
    assert batch.bits_for >= 8
    assert "cannot be ruled out" in batch.text


def test_support_is_a_workload(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case
    narrow = replace(measures, focus=replace(measures.focus, trainable=np.zeros(2)))

    told = rivals(narrow, replace(honest, workload=np.full(2, 16.0)), 0)

    assert told[0].name == "a workload that trains nobody"
    assert told[0].bits_for > told[0].bits_against == 0
