"""What is new in a pass of a watch, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.text import Text

from stillwatch.report.escaping import literal, shortened
from stillwatch.report.figures import count, moment, percentage, plural, probability

if TYPE_CHECKING:
    from stillwatch.records.watching import Pass, Standing

NAME: Final = 40
REASONS: Final = {
    "first": "it was the first look",
    "grown": "the log has grown by an eighth",
    "alarm": "active accounts showed something new",
    "asked for": "it was asked for",
    "another folder": "the result's folder is another one",
}


def pass_lines(done: Pass) -> RenderableType:
    """What was taken, what is new about each campaign, and up to when the result in the folder goes."""
    parts: list[RenderableType] = [Text(_taken(done))]
    parts += [literal(line) for one in done.campaigns if (line := _line(one)) is not None]
    parts += [literal(f"{shortened(name, NAME)} is no longer found.") for name in done.gone]
    if done.quiet:
        parts.append(Text("Nothing new."))
    parts.append(Text(_looked(done)))
    return Group(*parts)


def _taken(done: Pass) -> str:
    more = ((done.late, "late"), (done.again, "known already"), (done.rejected, "unreadable"))
    told = "".join(f", {count(number)} {what}" for number, what in more if number)
    return f"Until {moment(done.until)}: {plural(done.accepted, 'new exchange')}{told}."


def _line(one: Standing) -> str | None:
    """What is new about a campaign; None where nothing is."""
    name = shortened(one.campaign_id, NAME)
    told = f"{plural(one.exchanges, 'exchange')}, {plural(one.accounts, 'account')}"
    if one.new:
        return f"New alleged campaign {name}: {told}, confidence {probability(one.confidence)}."
    if one.added:
        served = f"{percentage(one.detection.share)} of them before it was found"
        return f"{name} grew by {plural(one.added, 'exchange')}: {told}; {served}."
    return None


def _looked(done: Pass) -> str:
    if done.look is not None:
        return f"Everything was looked at, since {REASONS[done.look]}."
    since = moment(done.looked_until)
    return f"Campaigns were last sought in everything until {since}; what came later was dealt to them."
