"""Which worlds of the ladder are made, and which bar each is measured against."""

from __future__ import annotations

import pytest

from stillwatch.cli.ascents import Ascent, Wanted, ascents
from stillwatch.cli.trials import Plan
from stillwatch.evaluation.bars import ALL_RUNGS, ONE_RUNG, TENTH, THREE_RUNGS, TWENTIETH
from stillwatch.records.errors import UsageError
from stillwatch.simulation import COMBINATIONS, RUNGS


def by_plan(wanted: Wanted) -> dict[tuple[str, ...], Ascent]:
    """Ascents by the rungs of their world."""
    return {ascent.plan.rungs: ascent for ascent in ascents(wanted)}


def test_the_foot_comes_first_then_every_rung_at_its_strengths() -> None:
    worlds = ascents(Wanted(exchanges=900, seeds="1,2"))

    assert worlds[0].plan == Plan("ladder", 900, 1, None)
    assert (worlds[0].name, worlds[0].strength, worlds[0].cost) == ("none", 0.0, "nothing")
    assert [world.plan.seed for world in worlds[:2]] == [1, 2]
    assert len(worlds) == 2 * (1 + sum(len(rung.strengths) for rung in RUNGS))
    assert Plan("ladder", 900, 2, None, ("mixing=0.05",)) in {world.plan for world in worlds}


def test_strengths_replace_those_of_every_rung() -> None:
    worlds = ascents(Wanted(strengths=(0.5,)))

    assert [world.plan.rungs for world in worlds[1:]] == [(f"{rung.name}=0.5",) for rung in RUNGS]


def test_rungs_that_are_named_are_the_only_ones() -> None:
    assert list(by_plan(Wanted(rungs=("decoys", "none")))) == [(), ("decoys=1",)]
    assert list(by_plan(Wanted(rungs=("stripped",)))) == [("stripped=1",)]


def test_three_rungs_come_last() -> None:
    worlds = ascents(Wanted(rungs=("none",), combinations=3, seeds="4,5"))

    assert len(worlds) == 2 * (1 + 3)
    assert worlds[-1].name.count(" + ") == 2
    assert worlds[-1].bar is THREE_RUNGS
    assert worlds[-1].plan.rungs == tuple(f"{name}=1" for name in worlds[-1].name.split(" + "))


def test_each_has_the_bar_for_what_was_climbed() -> None:
    worlds = by_plan(Wanted())

    assert worlds[()].bar is ONE_RUNG
    assert worlds["decoys=1",].bar is ONE_RUNG
    assert worlds["everything=1",].bar is ALL_RUNGS
    assert worlds["mixing=0.3",].bar is ONE_RUNG
    assert worlds["mixing=0.9",].bar is TENTH
    assert worlds["mixing=0.95",].bar is TWENTIETH
    assert worlds["mixing=0.95",].own_share == pytest.approx(0.05)
    assert worlds["decoys=1",].own_share == 1.0


def test_the_note_says_what_was_drawn() -> None:
    assert not Wanted().note
    assert (
        Wanted(combinations=7, seeds="3,4").note
        == f"7 of {COMBINATIONS} combinations of three rungs were measured, drawn with seed 3."
    )
    assert Wanted(combinations=COMBINATIONS).note == f"all {COMBINATIONS} combinations of three rungs were measured."


@pytest.mark.parametrize("wanted", [Wanted(rungs=("mixin",)), Wanted(strengths=(1.5,)), Wanted(seeds="one")])
def test_what_cannot_be_climbed_is_wrong_usage(wanted: Wanted) -> None:
    with pytest.raises(UsageError):
        ascents(wanted)
