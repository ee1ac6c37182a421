"""What climbing rungs costs the operators of a scenario, and what is left of their accounts' traffic."""

from __future__ import annotations

from collections.abc import Sequence

from stillwatch.simulation.ladder.costs import Figure, costs, in_words
from stillwatch.simulation.ladder.registry import climb
from stillwatch.simulation.ladder.rung import Step
from stillwatch.simulation.scenario import Scenario


def price(scenario: Scenario, steps: Sequence[Step]) -> dict[str, tuple[Figure, ...]]:
    """Figures by campaign, at the scenario's own size."""
    pairs = zip(scenario.campaigns, climb(scenario, steps).campaigns, strict=True)
    return {before.name: costs(before, after, scenario.days) for before, after in pairs}


def cost_text(scenario: Scenario, steps: Sequence[Step]) -> str:
    """The same in words; campaigns are named where there are several."""
    words = {name: in_words(figures) for name, figures in price(scenario, steps).items()}
    return (
        next(iter(words.values())) if len(words) == 1 else "; ".join(f"{name}: {text}" for name, text in words.items())
    )


def own_share(scenario: Scenario, steps: Sequence[Step]) -> float:
    """The campaigns' own exchanges as a share of all that their accounts send; the rest is strangers' and honest."""
    plans = climb(scenario, steps).campaigns
    sent = sum(plan.share / (1.0 - plan.relay) for plan in plans)
    return sum(plan.share for plan in plans) / sent if sent else 1.0
