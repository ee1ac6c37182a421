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


def test_the_benign_explanations_asked_for_are_all_there(case: tuple[Measures, Explanations]) -> None:
    names = {one.name for one in rivals(*case, 0)}

    assert {
        "evaluation harness",
        "one customer's batch job",
        "honest reseller",
        "classroom or hackathon",
        "framework default",
        "safety researchers",
        "launch-day crowd",
    } <= names


def test_one_owner_without_one_text_speaks_for_a_reseller(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case
    nothing = np.zeros(2)
    varied = replace(
        measures,
        template=replace(measures.template, bits=nothing),
        partition=replace(measures.partition, bits=nothing),
    )

    told = {one.name: one for one in rivals(varied, replace(honest, owner=np.ones(2)), 0)}

    assert told["honest reseller"].bits_for == 10
    assert told["honest reseller"].bits_against == 0


def test_an_institution_that_sends_little_speaks_for_researchers(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case
    few = replace(honest, school=np.ones(2), place=np.ones(2), small_use=np.full(2, 12.0), median_count=np.full(2, 3.0))

    told = {one.name: one for one in rivals(measures, few, 0)}

    assert told["safety researchers"].bits_for == 16
    assert told["safety researchers"].bits_against == 2


def test_shared_places_speak_for_a_hosted_tool(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case
    kinds = {name: replace(kind, bits=np.zeros(2)) for name, kind in measures.infrastructure.kinds.items()}
    hosted = kinds | {"network": replace(kinds["network"], bits=np.full(2, 9.0))}

    fits = [
        next(one for one in rivals(replace(measures, infrastructure=given), honest, 1) if one.name.startswith("frame"))
        for given in (replace(measures.infrastructure, kinds=chosen) for chosen in (kinds, hosted))
    ]

    assert fits[1].bits_for == pytest.approx(fits[0].bits_for + 9, abs=0.11)
    assert fits[1].bits_against == fits[0].bits_against


def test_a_firm_and_an_event_that_is_over_are_told(case: tuple[Measures, Explanations]) -> None:
    measures, honest = case
    one = np.ones(2)
    told = rivals(measures, replace(honest, few_payers=8 * one, over=one), 0)
    before = {rival.name: rival.bits_for for rival in rivals(measures, replace(honest, few_payers=0 * one), 0)}

    firm, event = (next(rival for rival in told if name in rival.name) for name in ("batch", "hackathon"))

    assert firm.text.endswith("A few of them pay for nearly all, as a firm's or an agency's do.")
    office = rivals(measures, replace(honest, staff=one), 0)
    assert any(rival.text.endswith("as staff does, whose cards are the employer's.") for rival in office)
    assert firm.bits_for == pytest.approx(before[firm.name] + 8)
    assert event.bits_for == 10 > before[event.name]
