"""Honest explanations are recognised where they hold, and a campaign has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from stillwatch.campaigns.alternatives import SMALL, UNSEEN, WORK, Explanations, explanations
from stillwatch.campaigns.ground import Ground
from stillwatch.evidence.log import Log
from stillwatch.evidence.measures import measure, rates_of
from stillwatch.evidence.slices import Slices, slices_of

MEMBERS = 12
Explain = Callable[..., Explanations]


@pytest.fixture
def explain(make_log: Callable[..., Log]) -> Explain:
    """Explain the rows of one group among fifty other accounts."""

    def of(
        group: Sequence[Mapping[str, Any]], people: Sequence[Mapping[str, Any]] = (), *, whole: bool = False
    ) -> Explanations:
        others = [{"account_id": f"o{i}", "hours": 2000 + i, "ip": f"10.1.{i}.1"} for i in range(50)]
        log = make_log([*group, *others], [*people, {"account_id": "o1"}])
        slices = slices_of(log, np.array([0, len(group)]), np.arange(len(group), dtype=np.int32))
        return explanations(log, measure(log, slices, np.array([False]), rates_of(log)), whole=whole)

    return of


CARDS = [(80, 4, 1, 1.0), (80, 20, 1, 1.0), (80, 10, 1, 0.25), (80, 80, 1, 0.0), (80, 20, 24, 0.0)]
"""Members, cards, hours apart, and whether four sponsors, teams of four, ten crews of eight or strangers have them."""


def group(each: int, apart: float, ip: str = "10.{0}.{1}.1", members: int = MEMBERS) -> list[dict[str, Any]]:
    """Exchanges of ``members`` accounts, ``apart`` hours from one of an account to its next."""
    pairs = [(i, j) for i in range(members) for j in range(each)]
    return [{"account_id": f"a{i}", "hours": apart * j, "ip": ip.format(i, j)} for i, j in pairs]


def test_a_campaign_has_no_honest_explanation(town_log: Log, two_groups: Slices, ground: Ground) -> None:
    found = explanations(town_log, measure(town_log, two_groups, np.array([True, False]), ground.rates))

    assert found.sites[0] == found.owner[0] == found.event[0] == found.small_use[0] == 0
    assert found.median_count[0] == 20
    assert 5 < found.days[0] < 9


def test_one_site_is_recognised(explain: Explain) -> None:
    assert explain(group(20, 24, "192.0.2.{0}")).sites.tolist() == [1]
    assert explain(group(20, 24)).sites.tolist() == [0]


def test_a_site_among_other_places_explains_in_part(explain: Explain) -> None:
    rows = group(20, 24, "192.0.2.{0}")
    for i, row in enumerate(rows[: len(rows) // 2]):
        row["ip"] = f"10.9.{i}.1"

    assert 0 < explain(rows).sites[0] < 1


def test_a_short_event_is_recognised_and_a_long_course_is_not(explain: Explain) -> None:
    assert explain(group(20, 2)).event.tolist() == [1]
    assert explain(group(20, 24)).event.tolist() == [0]
    assert explain(group(80, 0.6)).event.tolist() == [1]
    assert explain(group(240, 0.2)).event.tolist() == [0]


def test_people_at_one_site_in_a_days_hours_are_its_staff(explain: Explain) -> None:
    office = [row | {"hours": 24 * (i % 20) + i % 8} for i, row in enumerate(group(20, 1, "192.0.2.{0}"))]

    assert explain(office).staff.tolist() == [1]
    assert explain(group(60, 7, "192.0.2.{0}")).staff.tolist() == [0]
    assert explain([row | {"ip": f"10.3.{i}.1"} for i, row in enumerate(office)]).staff.tolist() == [0]


def test_one_payer_is_an_owner_and_a_pool_of_payments_is_none(explain: Explain) -> None:
    shared = [{"account_id": f"a{i}", "payment_id": "one"} for i in range(MEMBERS)]
    pooled = [{"account_id": f"a{i}", "payment_id": f"one of {i % 5}"} for i in range(MEMBERS)]

    assert explain(group(20, 24), shared).owner.tolist() == [1]
    assert explain(group(20, 24), pooled).owner.tolist() == [0]


def test_a_mail_domain_of_a_few_is_no_company_where_the_others_have_public_mail(explain: Explain) -> None:
    """A public provider's mail is known not to be the company's; it is not as if no mail were known."""
    public = [{"account_id": f"o{i}", "email_domain": "mail.example"} for i in range(50)]
    company = [{"account_id": f"a{i}", "email_domain": "firm.example"} for i in range(MEMBERS)]
    few = [*company[:2], *({**one, "email_domain": "mail.example"} for one in company[2:])]

    assert explain(group(20, 24), [*public, *company[:2]]).domain.tolist() == [0]
    assert explain(group(20, 24), [*public, *few]).domain.tolist() == [pytest.approx(2 / MEMBERS)]


@pytest.mark.parametrize("plan", ["education", "research", "pro"])
def test_a_school_is_told_by_its_plans(explain: Explain, plan: str) -> None:
    pupils = [{"account_id": f"a{i}", "plan": plan} for i in range(MEMBERS)]

    assert explain(group(20, 24, "192.0.2.{0}"), pupils).school.tolist() == [float(plan != "pro")]


def test_pupils_of_many_places_are_no_school(explain: Explain) -> None:
    pupils = [{"account_id": f"a{i}", "plan": "education"} for i in range(MEMBERS)]

    assert explain(group(20, 24), pupils).school.tolist() == [0]


def test_passing_use_counts_against(explain: Explain) -> None:
    assert explain(group(1, 24)).small_use.tolist() == [SMALL]
    assert 0 < explain(group(4, 24)).small_use[0] < SMALL
    assert explain(group(20, 24)).small_use.tolist() == [0]


def test_many_accounts_of_few_open_customers_are_explained(explain: Explain) -> None:
    people = [{"account_id": f"a{i}", "organization_id": f"o{i % 2}"} for i in range(MEMBERS)]

    assert explain(group(20, 24), people).company[0] > 0.9


def test_what_trains_nobody_is_a_workload(make_log: Callable[..., Log]) -> None:
    asks = {"support": "Where is my parcel, it should have come on Tuesday", "maths": "Prove that the sum is even"}
    rows = [{"account_id": f"a{i % 12}", "hours": i, "prompt": asks["support"]} for i in range(240)]
    log = make_log(rows + [{"account_id": f"o{i}", "hours": 500 + i, "prompt": asks["maths"]} for i in range(240)])
    slices = slices_of(log, np.array([0, 240, 480]), np.arange(480, dtype=np.int32))

    found = explanations(log, measure(log, slices, np.array([True, False]), rates_of(log)))

    assert found.workload.tolist() == [WORK, 0]


def test_an_owner_that_cannot_be_seen_counts_against_few_accounts_only(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i % 10}", "hours": i} for i in range(200)]
    rows += [{"account_id": f"b{i % 700}", "hours": 300 + i / 9} for i in range(7000)]
    log = make_log(rows)
    slices = slices_of(log, np.array([0, 200, 7200]), np.arange(7200, dtype=np.int32))

    found = explanations(log, measure(log, slices, np.array([True, True]), rates_of(log)))

    assert found.unseen_owner.tolist() == [UNSEEN, 0]


@pytest.mark.parametrize(("members", "cards", "apart", "share"), CARDS)
def test_the_cards_of_a_short_event_are_its_sponsors_and_teams(
    explain: Explain, members: int, cards: int, apart: float, share: float
) -> None:
    people = [{"account_id": f"a{i}", "payment_id": f"p{i % cards}"} for i in range(members)]

    assert explain(group(20, apart, members=members), people, whole=True).teams.tolist() == [pytest.approx(share)]


def test_an_event_whose_members_are_everywhere_is_no_gathering(explain: Explain) -> None:
    for found in (explain(group(20, 1, "192.0.2.{0}")), explain([{**one, "ip": None} for one in group(20, 1)])):
        assert found.event.tolist() == found.gathering.tolist() == [1]
    assert explain(group(20, 1)).gathering.tolist() == [0]
    assert explain(group(20, 24, "192.0.2.{0}")).gathering.tolist() == [0]


def rested(each: int, apart: float, rest: float) -> list[dict[str, Any]]:
    """A group's exchanges, and one of somebody else ``rest`` hours after its last."""
    rows = sorted(group(each, apart), key=lambda row: float(row["hours"]))
    return [*rows, {"account_id": "late", "hours": apart * (each - 1) + rest, "ip": "10.99.0.1"}]


def test_an_event_is_over_when_it_has_rested(make_log: Callable[..., Log]) -> None:
    def over(rows: list[dict[str, Any]], people: Sequence[Mapping[str, Any]] = ()) -> float:
        log = make_log(rows, [{"account_id": "late"}, *people])
        mine = np.flatnonzero(log.account != log.registry.names.to_pylist().index("late")).astype(np.int32)
        slices = slices_of(log, np.array([0, len(mine)]), mine)
        return float(explanations(log, measure(log, slices, np.array([False]), rates_of(log)), whole=True).over[0])

    assert over(rested(20, 2, 24 * 5)) == 1
    assert over(rested(20, 2, 2)) == 0
    assert over(rested(20, 24, 24 * 5)) == 0
    assert over(rested(240, 0.2, 24 * 5)) == 0
    banned = [{"account_id": f"a{i}", "closed_at": datetime(2026, 6, 3, tzinfo=UTC)} for i in range(MEMBERS)]
    assert over(rested(20, 2, 24 * 5), banned) == 0


def test_a_few_cards_that_pay_for_all_count_against(explain: Explain) -> None:
    few, many = ([{"account_id": f"a{i}", "payment_id": f"p{i % n}"} for i in range(48)] for n in (6, 24))

    assert explain(group(20, 24, members=48), few, whole=True).few_payers.tolist() == [UNSEEN]
    assert explain(group(20, 24, members=48), many, whole=True).few_payers.tolist() == [0]


def test_a_site_cannot_be_ruled_out_where_no_network_is_told(make_log: Callable[..., Log], explain: Explain) -> None:
    rows = [{**one, "ip": None} for one in group(20, 24)]
    log = make_log(rows)
    slices = slices_of(log, np.array([0, len(rows)]), np.arange(len(rows), dtype=np.int32))

    assert explanations(log, measure(log, slices, np.array([False]), rates_of(log))).unseen_site.tolist() == [1]
    assert explain(group(20, 24)).unseen_site.tolist() == [0]


def test_a_text_of_few_accounts_and_days_is_no_firm_and_no_event(explain: Explain) -> None:
    people = [{"account_id": f"a{i}", "payment_id": f"p{i % 4}"} for i in range(MEMBERS)]
    slice_of, whole = (explain(group(20, 1), people, whole=one) for one in (False, True))

    assert (slice_of.few_payers[0], whole.few_payers[0]) == (0, UNSEEN)
    assert slice_of.teams[0] < whole.teams[0] == 1
