"""A campaign's life, and campaigns that were not found again, as a terminal shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from stillwatch.report.escaping import literal, shortened
from stillwatch.report.figures import day, moment
from stillwatch.report.life_view import life_view, unheard

if TYPE_CHECKING:
    from stillwatch.records.campaign import Campaign
    from stillwatch.records.result import ScanResult

NAME: Final = 40
PARAGRAPH: Final = 400
MOST: Final = 12


def life_lines(campaign: Campaign) -> list[RenderableType]:
    """What happened to the campaign, an event a row, and its former names; nothing where nothing is known."""
    view = life_view(campaign)
    if not view.rows:
        return []
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="Life", title_justify="left")
    table.add_column("When")
    table.add_column("Event", overflow="fold")
    table.add_column("State", overflow="fold")
    table.add_column("What was seen", overflow="fold", ratio=1)
    for row in view.rows:
        cells = (row.event, row.state, row.text)
        table.add_row(moment(row.at), *(literal(shortened(cell, PARAGRAPH)) for cell in cells))
    names = ", ".join(shortened(name, NAME) for name in view.formerly[:MOST])
    former = [literal(f"In earlier results it, or a part of it, was called {names}.")] if names else []
    return [Text(), table, *former]


def unheard_lines(result: ScanResult) -> list[RenderableType]:
    """One line that names the campaigns of earlier results that were not found in this log, if there are any."""
    known = unheard(result)
    if not known:
        return []
    told = [f"{shortened(one.campaign_id, NAME)} ({one.state}, last seen {day(one.last_seen)})" for one in known[:MOST]]
    more = [f"{len(known) - MOST} more"] if len(known) > MOST else []
    return [literal(f"Known from an earlier result and not found in this log: {', '.join(told + more)}.")]
