"""A result's measures as a terminal shows them."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from stillwatch.evaluation.measures import Measures
from stillwatch.evaluation.targets import Targets, shortfalls
from stillwatch.report.escaping import literal
from stillwatch.report.figures import count


def measures_table(measures: Measures, targets: Targets) -> RenderableType:
    """True campaigns, then innocents by kind, then the whole result, then what falls short of ``targets``."""
    parts: list[RenderableType] = [_campaigns(measures)] if measures.campaigns else [Text("No campaign in this world.")]
    parts += [_innocents(measures), _whole(measures), _verdict(measures, targets)]
    return Group(*parts)


def _campaigns(measures: Measures) -> Table:
    table = _table("True campaign", "Found as", "Exchanges", "Recall", "Precision", "Pieces")
    for campaign in measures.campaigns:
        table.add_row(
            literal(campaign.campaign_id),
            literal(campaign.found_as or "not found"),
            count(campaign.exchanges),
            _figure(campaign.recall),
            _figure(campaign.precision),
            str(campaign.pieces),
        )
    return table


def _innocents(measures: Measures) -> Table:
    table = _table("Benign kind", "Wronged per 10,000 accounts")
    for kind, rate in measures.innocents_per_10k.items():
        table.add_row(literal(kind), f"{rate:.2f}")
    return table


def _whole(measures: Measures) -> Table:
    table = _table("All together", "Value")
    table.add_row("Exchange recall", _figure(measures.exchange_recall))
    table.add_row("Exchange precision", _figure(measures.exchange_precision))
    table.add_row("Account recall", _figure(measures.account_recall))
    table.add_row("Account precision", _figure(measures.account_precision))
    table.add_row("Capability accuracy", _figure(measures.capability_accuracy))
    table.add_row("False campaigns", str(measures.false_campaigns))
    table.add_row("Merged campaigns", str(len(measures.merged_campaigns)))
    table.add_row("Innocents restricted or suspended", str(measures.innocents_restricted))
    return table


def _verdict(measures: Measures, targets: Targets) -> Text:
    short = shortfalls(measures, targets)
    return literal(f"Falls short: {'; '.join(short)}." if short else "Meets the target.", "bold")


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, overflow="fold")
    for other in others:
        table.add_column(other, justify="left" if other == "Found as" else "right")
    return table


def _figure(share: float | None) -> str:
    return "–" if share is None else f"{share:.4f}"
