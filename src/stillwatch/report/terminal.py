"""The campaigns, one campaign and one account as a terminal shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from stillwatch.records.errors import UsageError
from stillwatch.report.accounts import AccountRow, account
from stillwatch.report.escaping import NO_BREAK_SPACE, literal, shortened, visible
from stillwatch.report.figures import count, day, duration, percentage, plural, probability
from stillwatch.report.labels import ACTION, CAPABILITY, words
from stillwatch.report.likelihood import likelihood, sentence
from stillwatch.report.sentences import (
    chance_sentence,
    detection_sentence,
    false_share_sentence,
    pivot_sentence,
    summary,
    technique_sentence,
    traffic_share,
    verdict,
)
from stillwatch.report.shares import largest_shares
from stillwatch.report.terminal_alternatives import alternatives_table
from stillwatch.report.terminal_life import life_lines, unheard_lines
from stillwatch.report.terminal_unresolved import unresolved_lines
from stillwatch.report.terminal_waterfall import waterfall_table

if TYPE_CHECKING:
    from stillwatch.records.campaign import Campaign, Pivot
    from stillwatch.records.result import ScanResult

NAME: Final = 40
NAMED: Final = 3
PARAGRAPH: Final = 600


def campaign_table(result: ScanResult) -> RenderableType:
    """What the scan found, a row per campaign; says plainly when that is nothing, and what could not be seen."""
    parts: list[RenderableType] = [Text(verdict(result), style="bold")]
    if result.campaigns:
        parts.append(_table(result))
    parts += [Text(line) for line in [false_share_sentence(result)] if line]
    parts += unresolved_lines(result.unresolved)
    parts += [Text(f"{plural(result.run.rejected, 'row')} could not be read.")] if result.run.rejected else []
    parts += unheard_lines(result)
    parts += [_named(f"Not seen, {gap.name}:", gap.text) for gap in result.run.gaps]
    if result.run.simulated:
        parts.insert(0, Text("SIMULATED: this traffic was made by a program.", style="bold reverse"))
    return Group(*parts)


def explain_campaign(campaign: Campaign) -> RenderableType:
    """A campaign's evidence as a waterfall of bits, then what speaks for innocent explanations."""
    parts: list[RenderableType] = [
        literal(summary(campaign)),
        Text(sentence(campaign.confidence, "one operation is behind these accounts")),
        Text(f"Confidence: {probability(campaign.confidence)}. {chance_sentence(campaign.p_value)}"),
        *(literal(f"Pivot: {pivot_sentence(pivot)}") for pivot in campaign.pivots),
        *(literal(f"Technique: {shortened(technique_sentence(use), PARAGRAPH)}") for use in campaign.technique_uses),
        Text(),
        waterfall_table(campaign.evidence),
    ]
    parts += [Text(line) for line in [detection_sentence(campaign.detection)] if line]
    parts += life_lines(campaign)
    if campaign.alternatives:
        parts += [Text(), alternatives_table(campaign.alternatives)]
    return Panel(
        Group(*parts), title=literal(f"Alleged campaign {shortened(campaign.campaign_id, NAME)}"), box=box.ROUNDED
    )


def explain_account(result: ScanResult, account_id: str) -> RenderableType:
    """Why an account was scored as it was, and the evidence of the campaign it belongs to.

    Raises:
        UsageError: The scan has seen no account of that name.
    """
    row = account(result.accounts, account_id)
    if row is None:
        name = visible(shortened(account_id, NAME))
        seen = plural(result.accounts.num_rows, "account")
        raise UsageError(f"no account {name} in this result; accounts.parquet lists the {seen} that the scan saw")
    panel = Panel(
        Group(*_account_lines(row)), title=literal(f"Account {shortened(row.account_id, NAME)}"), box=box.ROUNDED
    )
    campaign = next((found for found in result.campaigns if found.campaign_id == row.campaign_id), None)
    return panel if campaign is None else Group(panel, explain_campaign(campaign))


def _account_lines(row: AccountRow) -> list[RenderableType]:
    belongs = f"Alleged to belong to campaign {row.campaign_id}." if row.campaign_id else "Belongs to no campaign."
    return [
        literal(belongs),
        Text(
            f"Score {probability(row.score)}. {plural(row.exchanges, 'exchange')}: {count(row.campaign_exchanges)} "
            f"of the campaign, {count(row.honest)} of its own."
        ),
        literal(f"Proposed action: {row.action}. {ACTION.get(row.action, '')}".rstrip()),
        *(literal(f"• {shortened(reason, PARAGRAPH)}") for reason in row.reasons),
    ]


def _table(result: ScanResult) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Campaign", overflow="fold")
    table.add_column("Exchanges", justify="right")
    table.add_column("Of all", justify="right")
    table.add_column("Accounts", justify="right")
    table.add_column("Window")
    table.add_column("Sought", overflow="fold", ratio=2)
    table.add_column("Pivots", overflow="fold", ratio=1)
    table.add_column("Confidence")
    for campaign in result.campaigns:
        table.add_row(
            _name(campaign),
            count(campaign.exchanges),
            percentage(traffic_share(campaign.exchanges, result)),
            count(campaign.accounts),
            f"{day(campaign.first_seen)}\n{day(campaign.last_seen)}",
            _lines(_sought(campaign)),
            _lines([_pivot(pivot) for pivot in campaign.pivots] or ["none seen"]),
            f"{probability(campaign.confidence)}\n{likelihood(campaign.confidence)}",
        )
    return table


def _name(campaign: Campaign) -> Text:
    name = literal(shortened(campaign.campaign_id, NAME), "bold")
    return name if campaign.state is None else Text("\n").join([name, literal(shortened(campaign.state, NAME))])


def _sought(campaign: Campaign) -> list[str]:
    shares = largest_shares(campaign.capabilities, len(CAPABILITY))[:NAMED]
    return [f"{words(part.name, CAPABILITY)} {_tight(part.share)}" for part in shares] or ["not known"]


def _tight(share: float) -> str:
    """A percentage without its space, since rich breaks lines at no-break spaces too."""
    return percentage(share).replace(NO_BREAK_SPACE, "")


def _lines(parts: list[str]) -> Text:
    return Text("\n").join(literal(part) for part in parts)


def _pivot(pivot: Pivot) -> str:
    return f"{_tight(pivot.share_moved)} to {shortened(pivot.to_model, NAME)} in {duration(pivot.lag_hours * 3600)}"


def _named(name: str, text: str) -> Text:
    return Text.assemble(literal(name, "bold"), " ", literal(shortened(text, PARAGRAPH)))
