"""Two independent kinds of evidence, one of them not content, or nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stillwatch.campaigns.alternatives import Explanations, explanations
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.suspicion import PRIOR, weigh
from stillwatch.evidence.coincidence import Coincidence
from stillwatch.evidence.log import Floats, Log
from stillwatch.evidence.measures import Measures, measure
from stillwatch.evidence.slices import Slices

STRONG, NONE = 12.0, 0.0


@pytest.fixture(scope="module")
def measures(town_log: Log, two_groups: Slices, ground: Ground) -> Measures:
    """The campaign and a random group of the town."""
    return measure(town_log, two_groups, np.array([True, False]), ground.rates, ground.candidates)


@pytest.fixture(scope="module")
def honest(town_log: Log, measures: Measures) -> Explanations:
    """What explains the two, but that the campaign's few cards may be one firm's."""
    return replace(explanations(town_log, measures), few_payers=both(NONE))


def both(value: float) -> Floats:
    return np.full(2, value)


def with_bits(measures: Measures, content: float, time: float, signup: float, shared: float) -> Measures:
    """The same slices with the given bits of each kind, shared payment methods standing for infrastructure.

    Focus weighs nothing in them.
    """
    kinds = {name: replace(kind, bits=both(NONE), crowd=both(NONE)) for name, kind in _kinds(measures).items()}
    kinds["payment"] = replace(kinds["payment"], bits=both(shared))
    return replace(
        measures,
        template=replace(measures.template, bits=both(content)),
        partition=replace(measures.partition, bits=both(NONE)),
        synchrony=replace(measures.synchrony, bits=both(time)),
        cohort=replace(measures.cohort, bits=both(signup)),
        infrastructure=replace(measures.infrastructure, bits=both(shared), kinds=kinds),
        focus=replace(measures.focus, bits=both(NONE)),
    )


def _kinds(measures: Measures) -> dict[str, Coincidence]:
    return measures.infrastructure.kinds


def test_the_campaign_holds_and_a_random_group_does_not(measures: Measures, honest: Explanations) -> None:
    found = weigh(measures, honest)

    assert found.holds.tolist() == [True, False]
    assert found.kinds[0] >= 3
    assert found.bits[0] > 0 > found.bits[1]


@pytest.mark.parametrize("alone", range(4))
def test_one_kind_alone_never_holds_however_strong(measures: Measures, honest: Explanations, alone: int) -> None:
    bits = [100.0 if kind == alone else NONE for kind in range(4)]

    found = weigh(with_bits(measures, *bits), honest)

    assert found.bits[0] > 0
    assert found.kinds[0] == 1
    assert not found.holds[0]


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)])
def test_two_kinds_hold(measures: Measures, honest: Explanations, pair: tuple[int, int]) -> None:
    bits = [STRONG if kind in pair else NONE for kind in range(4)]

    assert weigh(with_bits(measures, *bits), honest).holds[0]


def test_two_weak_kinds_do_not_outweigh_the_prior(measures: Measures, honest: Explanations) -> None:
    found = weigh(with_bits(measures, 4.0, 4.0, NONE, NONE), honest)

    assert found.kinds[0] == 2
    assert not found.holds[0]


def test_a_site_explains_joint_hours_and_sign_ups_away(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, STRONG, STRONG, NONE)

    assert weigh(given, honest).holds[0]
    assert not weigh(given, replace(honest, sites=both(1.0))).holds[0]
    assert not weigh(given, replace(honest, event=both(1.0))).holds[0]


def test_a_school_explains_everything_but_content_away(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, STRONG, STRONG, STRONG)

    assert weigh(given, honest).holds[0]
    assert not weigh(given, replace(honest, school=both(1.0))).holds[0]
    assert not weigh(given, replace(honest, company=both(1.0))).holds[0]


def test_one_owner_explains_shared_payments_away(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, NONE, NONE, STRONG)

    assert weigh(given, honest).holds[0]
    assert not weigh(given, replace(honest, owner=both(1.0))).holds[0]


def test_an_employer_pays_for_staff(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, STRONG, NONE, 2 * STRONG)
    office = replace(honest, sites=both(1.0))

    assert weigh(given, office).holds[0]
    assert not weigh(given, replace(office, staff=both(1.0))).holds[0]


def test_a_workload_that_trains_nobody_counts_against(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, STRONG, NONE, NONE)

    assert weigh(given, replace(honest, workload=both(16.0))).bits[0] == weigh(given, honest).bits[0] - 16
    assert weigh(given, replace(honest, unseen_owner=both(8.0))).bits[0] == weigh(given, honest).bits[0] - 8


def test_focus_speaks_for_and_against(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, STRONG, NONE, NONE)
    narrow = replace(given, focus=replace(given.focus, bits=both(-3.0)))

    assert weigh(narrow, honest).bits[0] == weigh(given, honest).bits[0] - 3


def test_the_sponsors_and_teams_of_an_event_pay_for_many(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, NONE, NONE, 2 * STRONG)
    event = replace(honest, event=both(1.0), teams=both(0.0))

    assert weigh(given, event).holds[0]
    assert not weigh(given, replace(event, teams=both(1.0))).holds[0]


def test_an_event_that_is_over_explains_everything_but_content(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, STRONG, STRONG, 2 * STRONG)

    assert weigh(given, honest).holds[0]
    assert not weigh(given, replace(honest, over=both(1.0))).holds[0]


def test_few_payers_count_against_where_little_else_speaks(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, NONE, NONE, 2 * STRONG)

    few = replace(honest, few_payers=both(9.0))

    assert weigh(given, few).bits[0] == weigh(given, honest).bits[0] - 9
    joint = with_bits(measures, STRONG, STRONG, NONE, 2 * STRONG)
    assert weigh(joint, few).bits[0] == weigh(joint, honest).bits[0]


def test_an_event_has_machines_only_where_it_gathers(measures: Measures, honest: Explanations) -> None:
    given = with_bits(measures, STRONG, NONE, NONE, NONE)
    kinds = {**given.infrastructure.kinds, "device": replace(_kinds(given)["device"], bits=both(2 * STRONG))}
    machines = replace(given, infrastructure=replace(given.infrastructure, kinds=kinds))
    online = replace(honest, event=both(1.0), gathering=both(0.0))

    assert weigh(machines, online).holds[0]
    assert not weigh(machines, replace(online, gathering=both(1.0))).holds[0]


def test_small_use_takes_no_more_than_what_people_have_in_common_by_chance(
    measures: Measures, honest: Explanations
) -> None:
    a_course, a_ring = (with_bits(measures, STRONG, STRONG, STRONG, shared) for shared in (NONE, 2 * STRONG))
    small = replace(honest, small_use=both(100.0))

    assert weigh(a_course, honest).holds[0]
    assert not weigh(a_course, small).holds[0]
    assert weigh(a_ring, small).bits[0] == pytest.approx(PRIOR + weigh_held(a_ring))


def weigh_held(measures: Measures) -> float:
    """Bits of shared payment methods alone, the only identity that ``with_bits`` gives: machines count half of none."""
    return float(_kinds(measures)["payment"].bits[0])


def test_payloads_that_all_send_weigh_against_a_text_and_it_is_a_kind_still(
    measures: Measures, honest: Explanations
) -> None:
    apart = with_bits(measures, STRONG, NONE, NONE, 2 * STRONG)
    repeated = replace(apart, partition=replace(apart.partition, bits=both(2.0 - STRONG)))

    assert weigh(repeated, honest).kinds.tolist() == weigh(apart, honest).kinds.tolist() == [2, 2]
    assert (weigh(repeated, honest).bits < weigh(apart, honest).bits).all()
