"""Trials as a Markdown table, those that fall short shown as they are and marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from stillwatch.evaluation.measures import CampaignMeasures, Measures
from stillwatch.evaluation.targets import Targets, shortfalls, targets_of
from stillwatch.evaluation.trial import Trial

BEGIN: Final = "<!-- {}: begin -->"
END: Final = "<!-- {}: end -->"

_HEADINGS: Final = (
    "scenario",
    "prompts",
    "seed",
    "exchanges",
    "campaign: recall / precision / pieces",
    "false",
    "worst innocents per 10,000",
    "capability",
    "seconds",
    "target",
)
_COMMON: Final = "no campaign is false, and each true one is in one piece and with no other."
_NUMBERS: Final = {"seed", "exchanges", "false", "capability", "seconds"}


def markdown_table(trials: Sequence[Trial]) -> str:
    """A row for each trial, a line that counts those that meet their target, and what each scenario's target is."""
    lines = [row(_HEADINGS), row("---:" if heading in _NUMBERS else "---" for heading in _HEADINGS)]
    lines += [row(_cells(trial)) for trial in trials]
    met = sum(not shortfalls(trial.measures, targets_of(trial.scenario)) for trial in trials)
    lines += ["", f"{met} of {len(trials)} worlds meet their target. In each, {_COMMON}", ""]
    lines += [f"- `{name}`: {_target_text(targets_of(name))}" for name in dict.fromkeys(one.scenario for one in trials)]
    return "\n".join(lines) + "\n"


def with_table(page: str, table: str, name: str = "table") -> str:
    """The page with ``table`` between the markers of that ``name``; the table alone where the page has none."""
    opening, closing = BEGIN.format(name), END.format(name)
    before, begin, rest = page.partition(opening)
    _, end, after = rest.partition(closing)
    if not (begin and end):
        return table
    return f"{before}{opening}\n\n{table}\n{closing}{after}"


def _target_text(targets: Targets) -> str:
    recall = f"exchange recall ≥ {targets.recall}" if targets.recall else "whatever its recall"
    return (
        f"each campaign found, {recall}, precision ≥ {targets.precision}, "
        f"at most {targets.innocents_per_10k:g} innocent per 10,000 accounts of every benign kind."
    )


def _cells(trial: Trial) -> list[str]:
    measures = trial.measures
    short = shortfalls(measures, targets_of(trial.scenario))
    return [
        trial.scenario,
        trial.prompts,
        str(trial.seed),
        f"{trial.exchanges:,}",
        "<br>".join(_campaign(campaign) for campaign in measures.campaigns) or "none in this world",
        str(measures.false_campaigns),
        worst_innocents(measures),
        figure(measures.capability_accuracy),
        f"{trial.seconds:.0f}",
        f"**short**: {'; '.join(short)}" if short else "met",
    ]


def _campaign(campaign: CampaignMeasures) -> str:
    return f"{campaign.campaign_id}: {figure(campaign.recall)} / {figure(campaign.precision)} / {campaign.pieces}"


def worst_innocents(measures: Measures) -> str:
    """The benign kind of which most accounts in 10,000 were put in a campaign, and how many."""
    kind, rate = max(measures.innocents_per_10k.items(), key=lambda item: item[1], default=("", 0.0))
    return f"{rate:.2f} ({kind})" if rate else "0"


def figure(share: float | None) -> str:
    """A share with four decimals; a dash where nothing stands below the line."""
    return "–" if share is None else f"{share:.4f}"


def row(cells: Iterable[str]) -> str:
    """Cells as a line of a Markdown table."""
    return f"| {' | '.join(cells)} |"
