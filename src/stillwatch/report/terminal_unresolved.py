"""Groups that may be campaigns and may be honest, as a terminal shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from stillwatch.report.escaping import literal, shortened
from stillwatch.report.figures import bits, count, listed
from stillwatch.report.labels import ALTERNATIVE, words
from stillwatch.report.terminal_alternatives import alternatives_table
from stillwatch.report.terminal_waterfall import waterfall_table
from stillwatch.report.unresolved_view import count_sentence, judgement_of, reason_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stillwatch.records.unresolved import Unresolved

ROWS: Final = 8
NAME: Final = 40
NAMED: Final = 8
PARAGRAPH: Final = 600


def unresolved_lines(groups: Sequence[Unresolved]) -> list[RenderableType]:
    """A row for each of the strongest groups below a sentence that says how many there are; nothing without any."""
    if not groups:
        return []
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Unresolved", overflow="fold")
    table.add_column("Accounts", justify="right")
    table.add_column("Exchanges", justify="right")
    table.add_column("Bits", justify="right")
    table.add_column("Why, and the explanation that fits best", overflow="fold", ratio=1)
    for group in groups[:ROWS]:
        why = literal(shortened(f"{reason_of(group)}{_best(group)}", PARAGRAPH))
        table.add_row(literal(group.group_id), count(group.accounts), count(group.exchanges), bits(group.bits), why)
    left = len(groups) - ROWS
    more = [Text(f"{left} more are in unresolved.json.")] if left > 0 else []
    return [Text(count_sentence(len(groups)), style="bold"), table, *more]


def explain_unresolved(group: Unresolved) -> RenderableType:
    """A group's evidence, the innocent explanations, and what would settle it."""
    parts: list[RenderableType] = [
        literal(summary_of(group)),
        Text(judgement_of(group)),
        literal(reason_of(group)),
        Text("Nothing is proposed for its accounts."),
        *(literal(f"Would settle it: {shortened(one, PARAGRAPH)}") for one in group.settles),
        literal(f"Busiest accounts: {listed([shortened(one, NAME) for one in group.account_ids[:NAMED]])}"),
        Text(),
        waterfall_table(group.evidence),
        Text(),
        alternatives_table(group.alternatives),
    ]
    return Panel(Group(*parts), title=literal(f"Unresolved group {shortened(group.group_id, NAME)}"), box=box.ROUNDED)


def _best(group: Unresolved) -> str:
    best = min(group.alternatives, key=lambda one: one.bits_against - one.bits_for, default=None)
    return "" if best is None else f" Fits best: {words(best.name, ALTERNATIVE)}."
