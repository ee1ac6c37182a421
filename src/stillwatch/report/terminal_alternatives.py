"""The innocent explanations of a campaign or a group as a terminal shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.table import Table

from stillwatch.report.escaping import literal, shortened
from stillwatch.report.figures import bits
from stillwatch.report.labels import ALTERNATIVE, words
from stillwatch.report.sentences import verdict_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stillwatch.records.evidence import Alternative

PARAGRAPH: Final = 600


def alternatives_table(alternatives: Sequence[Alternative]) -> Table:
    """A row per explanation, the best fitting first: bits for and against it, and the outcome in words."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="Innocent explanations considered", title_justify="left")
    table.add_column("Explanation", overflow="fold")
    table.add_column("For", justify="right")
    table.add_column("Against", justify="right")
    table.add_column("Outcome", overflow="fold", ratio=1)
    for alternative in sorted(alternatives, key=lambda item: item.bits_against - item.bits_for):
        table.add_row(
            literal(words(alternative.name, ALTERNATIVE)),
            bits(alternative.bits_for),
            bits(-alternative.bits_against),
            literal(f"{verdict_on(alternative)}: {shortened(alternative.text, PARAGRAPH)}"),
        )
    return table
