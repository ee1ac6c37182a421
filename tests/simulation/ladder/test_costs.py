"""Costs are read off the plan before and after, each with its unit; what is saved is no cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stillwatch.simulation.ladder.costs import Figure, account_months, costs, in_words, wordings
from stillwatch.simulation.scenario import CampaignPlan, Rewrite, Signups

PLAN = CampaignPlan(
    name="C", accounts=60, share=0.2, signups=Signups(per_card=6.0, days_before=40.0, aged=0.0, per_device=1.0)
)


def figures(**changes: object) -> dict[str, float]:
    """The costs of a changed plan, by name."""
    changed: CampaignPlan = replace(PLAN, **changes)  # type: ignore[arg-type]  # keys and values as each test needs
    return {figure.name: figure.amount for figure in costs(PLAN, changed, 14)}


def test_a_plan_that_does_not_change_costs_nothing() -> None:
    assert figures() == {}
    assert in_words(()) == "nothing"


def test_more_accounts_cost_all_that_an_account_needs() -> None:
    assert figures(accounts=120) == pytest.approx(
        {"accounts": 60, "account_months": 60 * (14 + 22) / 30, "cards": 10, "devices": 60, "addresses": 20}
    )


def test_accounts_are_kept_from_their_sign_up_on() -> None:
    assert account_months(PLAN, 14) == pytest.approx(60 * (14 + 0.55 * 40) / 30)


def test_lost_throughput_is_a_share_of_what_it_had() -> None:
    assert figures(share=0.05) == pytest.approx({"throughput": 0.75})
    assert figures(share=0.3) == {}


def test_answers_off_target_are_those_unwanted_or_in_another_language() -> None:
    changed = figures(capabilities={"general": 1.0, "coding": 1.0}, languages={"en": 1.0, "zh": 1.0})

    assert changed == pytest.approx({"quality": 0.75})


def test_templates_that_are_changed_are_written_twice() -> None:
    assert wordings(replace(PLAN, rewrite=Rewrite())) == 2 * wordings(PLAN)


def test_a_figure_says_its_amount_and_unit() -> None:
    assert Figure("accounts", 240, "more accounts").text == "240 more accounts"
    assert Figure("throughput", 0.768, "of throughput lost").text == "76.8 % of throughput lost"


def test_what_is_hidden_left_out_or_repeated_has_its_own_figure() -> None:
    changed = figures(hidden=0.5, forged=0.2, stripped=0.4, repeated=0.25)

    assert changed == pytest.approx(
        {"relayed": 30, "rotated": 0.2, "imitating": 12, "uninstructed": 0.4, "quality": 0.25}
    )
