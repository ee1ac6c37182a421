"""The ladder's rungs: none changes anything at strength 0, and each costs more the further it is climbed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from stillwatch.records.errors import UsageError
from stillwatch.simulation import RUNGS, Step, load_scenario, parse_steps
from stillwatch.simulation.ladder.costs import costs
from stillwatch.simulation.ladder.registry import SINGLE, climb
from stillwatch.simulation.ladder.rung import Rung

LADDER = load_scenario("ladder")
(PLAN,) = LADDER.campaigns
STRENGTHS = (0.0, 0.1, 0.3, 0.6, 0.95, 1.0)

each_rung = pytest.mark.parametrize("rung", RUNGS, ids=lambda rung: rung.name)


def test_names_differ_and_every_rung_is_a_sentence() -> None:
    assert len({rung.name for rung in RUNGS}) == len(RUNGS)
    assert all(rung.about.endswith(".") for rung in RUNGS)


def test_every_rung_is_documented_in_its_place(repository: Path) -> None:
    page = (repository / "docs" / "ladder.md").read_text(encoding="utf-8")
    places = [page.find(f"| `{rung.name}` |") for rung in RUNGS]

    assert -1 not in places
    assert places == sorted(places)


@each_rung
@pytest.mark.parametrize("scenario", ["ladder", "relay", "mixed_routes", "record"])
def test_strength_zero_changes_nothing(rung: Rung, scenario: str) -> None:
    before = load_scenario(scenario)

    assert climb(before, [Step(rung, 0.0)]) == before


# Rungs together may save what one of them costs: an account that was bought needs no warm-up.
@pytest.mark.parametrize("rung", SINGLE, ids=lambda rung: rung.name)
def test_no_single_cost_falls_with_strength(rung: Rung) -> None:
    prices = [{f.name: f.amount for f in costs(PLAN, rung.change(PLAN, s), LADDER.days)} for s in STRENGTHS]

    for lower, higher in pairwise(prices):
        assert all(higher.get(name, 0.0) >= amount for name, amount in lower.items())
    assert prices[-1]


@each_rung
def test_full_strength_costs_something_and_keeps_the_plan_possible(rung: Rung) -> None:
    full = rung.change(PLAN, 1.0)

    assert costs(PLAN, full, LADDER.days)
    assert full != PLAN
    assert 0 < full.share / (1 - full.relay) <= PLAN.share / (1 - PLAN.relay) + 1e-12


def test_everything_is_every_rung() -> None:
    everything = climb(LADDER, parse_steps(["everything=1"]))
    one_by_one = climb(LADDER, [Step(rung, 0.6 if rung.name == "mixing" else 1.0) for rung in SINGLE])

    assert everything == one_by_one


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["mixing"], "write NAME=STRENGTH"),
        (["mixing=2"], "from 0 to 1"),
        (["mixing=nan"], "from 0 to 1"),
        (["mixing=much"], "from 0 to 1"),
        (["mixin=1"], "the ladder has own_address"),
        (["mixing=0.1", "mixing=0.3"], "given twice"),
    ],
)
def test_a_wrong_step_says_what_is_allowed(said: list[str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parse_steps(said)
