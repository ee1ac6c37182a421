"""The price of steps is told for each campaign of a scenario."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulation import cost_text, load_scenario, parse_steps
from stillwatch.simulation.ladder.pricing import price


def test_one_campaign_is_not_named() -> None:
    assert cost_text(load_scenario("ladder"), parse_steps(["mixing=0.3"])) == "30 % of throughput lost"
    assert cost_text(load_scenario("ladder"), ()) == "nothing"


def test_several_campaigns_are() -> None:
    ladder = load_scenario("ladder")
    two = replace(ladder, campaigns=(*ladder.campaigns, replace(ladder.campaigns[0], name="L2")))

    assert set(price(two, parse_steps(["mixing=0.3"]))) == {"L1", "L2"}
    assert cost_text(two, parse_steps(["mixing=0.3"])).endswith("; L2: 30 % of throughput lost")
