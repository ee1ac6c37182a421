"""The price of steps is told for each campaign of a scenario."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stillwatch.simulation import cost_text, load_scenario, own_share, parse_steps
from stillwatch.simulation.ladder.pricing import price


def test_one_campaign_is_not_named() -> None:
    assert cost_text(load_scenario("ladder"), parse_steps(["mixing=0.3"])) == "30 % of throughput lost"
    assert cost_text(load_scenario("ladder"), ()) == "nothing"


def test_several_campaigns_are() -> None:
    ladder = load_scenario("ladder")
    two = replace(ladder, campaigns=(*ladder.campaigns, replace(ladder.campaigns[0], name="L2")))

    assert set(price(two, parse_steps(["mixing=0.3"]))) == {"L1", "L2"}
    assert cost_text(two, parse_steps(["mixing=0.3"])).endswith("; L2: 30 % of throughput lost")


def test_what_is_left_of_the_traffic_is_the_campaigns_own_share() -> None:
    ladder = load_scenario("ladder")

    assert own_share(ladder, ()) == 1.0
    assert own_share(ladder, parse_steps(["mixing=0.95"])) == pytest.approx(0.05)
    assert own_share(ladder, parse_steps(["everything=1"])) == pytest.approx(0.4)
    assert own_share(load_scenario("quiet"), ()) == 1.0
