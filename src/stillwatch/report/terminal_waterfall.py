"""The waterfall of evidence drawn in characters: a bar per piece, solid for and shaded against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.table import Table
from rich.text import Text

from stillwatch.report.escaping import literal, shortened
from stillwatch.report.figures import bits
from stillwatch.report.labels import EVIDENCE, words
from stillwatch.report.waterfall import waterfall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stillwatch.records.evidence import Evidence

WIDTH: Final = 24
FOR: Final = "█"
AGAINST: Final = "▒"
TEXT: Final = 600


def waterfall_table(evidence: Sequence[Evidence]) -> Table:
    """A row per piece of evidence: its bits, its bar from the sum before to the sum after, and its words."""
    drawn = waterfall(evidence)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="Evidence, in bits", title_justify="left")
    table.add_column("Bits", justify="right", no_wrap=True)
    table.add_column("Sum", width=WIDTH, no_wrap=True)
    table.add_column("Evidence", overflow="fold", ratio=1)
    for step in drawn.steps:
        told = Text.assemble(literal(words(step.kind, EVIDENCE), "bold"), ". ", literal(shortened(step.text, TEXT)))
        table.add_row(bits(step.bits), bar(step.start, step.width, against=step.bits < 0), told)
    table.add_section()
    table.add_row(bits(drawn.total), bar(drawn.start, drawn.width, against=drawn.total < 0), Text("Sum", style="bold"))
    return table


def bar(start: float, width: float, *, against: bool) -> Text:
    """A bar of at least one cell and at most ``WIDTH`` cells; ``start`` and ``width`` in percent."""
    first = min(int(start * WIDTH / 100), WIDTH - 1)
    cells = max(1, min(round((start + width) * WIDTH / 100), WIDTH) - first)
    return Text(" " * first + (AGAINST if against else FOR) * cells, style="yellow" if against else "cyan")
