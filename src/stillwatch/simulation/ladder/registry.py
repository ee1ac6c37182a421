"""The rungs of the evasion ladder, in order, and scenarios whose operators climb them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from stillwatch.records.errors import UsageError
from stillwatch.simulation.ladder.content import decoys, paraphrased, repeated, stripped, translated
from stillwatch.simulation.ladder.identity import (
    false_metadata,
    no_metadata,
    own_address,
    own_payment,
    recycled,
    slow_signups,
)
from stillwatch.simulation.ladder.rung import Rung, Step
from stillwatch.simulation.ladder.traffic import human_hours, many_routes, mixing, under_limit
from stillwatch.simulation.scenario import CampaignPlan, Scenario

SINGLE: Final[tuple[Rung, ...]] = (
    Rung("own_address", "One residential address for each account.", own_address),
    Rung("own_payment", "A card and a sign-up device for each account.", own_payment),
    Rung("slow_signups", "Sign-ups one by one over most of a year, with a warm-up.", slow_signups),
    Rung("recycled", "Accounts that somebody else opened, bought or taken over.", recycled),
    Rung("no_metadata", "No address, client, key, user or conversation is passed on.", no_metadata),
    Rung("false_metadata", "Each request has a household's address and a common client, made up.", false_metadata),
    Rung("paraphrased", "Up to 24 variants of each template in other words.", paraphrased),
    Rung("stripped", "No fixed text: a request is its payload alone.", stripped),
    Rung("translated", "Templates and payloads in nine languages alike.", translated),
    Rung("decoys", "Up to half of the traffic asks for everyday help.", decoys),
    Rung("repeated", "Up to half of the templates send a small pool's items again and again.", repeated),
    Rung("human_hours", "Shifts, from a strength of 0.5 on office hours.", human_hours),
    Rung("under_limit", "The same traffic over up to five times the accounts.", under_limit),
    Rung("mixing", "So large a share is strangers' honest traffic.", mixing, (0.05, 0.1, 0.3, 0.6, 0.9, 0.95)),
    Rung("many_routes", "Every access route alike.", many_routes),
)

_MIXED_IN_ALL: Final = 0.6
"""Everything at once mixes less than the mixing rung: with 95 % and office hours nothing would be left to gain."""


def everything(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """All single rungs one after the other, each at this strength, and up to 60 % honest traffic."""
    for rung in SINGLE:
        plan = rung.change(plan, strength * (_MIXED_IN_ALL if rung.change is mixing else 1.0))
    return plan


RUNGS: Final[tuple[Rung, ...]] = (
    *SINGLE,
    Rung("everything", "All of these at once, with up to 60 % honest traffic.", everything),
)


def parse_steps(texts: Sequence[str]) -> tuple[Step, ...]:
    """Rungs climbed one after the other, each from ``NAME=STRENGTH``.

    Raises:
        UsageError: There is no such rung, it is named twice, or the strength is no number from 0 to 1.
    """
    steps = tuple(_step(text) for text in texts)
    names = [step.rung.name for step in steps]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageError(f"--rung {twice} is given twice; give each rung one strength")
    return steps


def _step(text: str) -> Step:
    name, _, said = text.partition("=")
    try:
        strength = float(said)
    except ValueError:
        strength = -1.0
    if not 0 <= strength <= 1:
        raise UsageError(f"--rung {text!r}: write NAME=STRENGTH with a strength from 0 to 1, for example mixing=0.3")
    return Step(_rung(name), strength)


def _rung(name: str) -> Rung:
    """The rung of this name.

    Raises:
        UsageError: There is none.
    """
    for rung in RUNGS:
        if rung.name == name:
            return rung
    raise UsageError(f"no rung {name!r}; the ladder has {', '.join(rung.name for rung in RUNGS)}")


def climb(scenario: Scenario, steps: Iterable[Step]) -> Scenario:
    """The scenario with every campaign's operator evading by all ``steps``, one after the other."""
    plans = scenario.campaigns
    for step in steps:
        plans = tuple(step.rung.change(plan, step.strength) for plan in plans)
    return replace(scenario, campaigns=plans)
