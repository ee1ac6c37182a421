"""Groups that may be campaigns and may be honest, in the order and the words in which page and terminal tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stillwatch.report.alternatives_chart import Weighed, weighed
from stillwatch.report.figures import bits, day, plural
from stillwatch.report.labels import UNRESOLVED, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stillwatch.records.unresolved import Unresolved

SHOWN: Final = 8
"""Groups that the page tells in full; the rest stand in ``unresolved.json``."""
ROOM: Final = 200_000
"""Characters that the groups shown may need on the page at most; accounts tables leave them free."""
MOST_ODDS: Final = 20.0
"""Bits beyond which odds are no longer told apart."""


@dataclass(frozen=True, slots=True)
class UnresolvedView:
    """What the template of a group prints; ``anchor`` is unique on the page and holds no text from a log."""

    anchor: str
    number: int
    group: Unresolved
    summary: str
    reason: str
    judgement: str
    alternatives: tuple[Weighed, ...]


def unresolved_views(groups: Sequence[Unresolved], limit: int = SHOWN) -> tuple[UnresolvedView, ...]:
    """The first ``limit`` groups."""
    return tuple(_view(group, number) for number, group in enumerate(groups[:limit], start=1))


def summary_of(group: Unresolved) -> str:
    """Who did how much, and when."""
    return (
        f"From {day(group.first_seen)} to {day(group.last_seen)}, {plural(group.accounts, 'account')} made "
        f"{plural(group.exchanges, 'exchange')} that resemble an operation's."
    )


def judgement_of(group: Unresolved) -> str:
    """What its evidence sums to, as odds (``bits`` are log2 odds); a likelihood would say more than is known."""
    odds = 2 ** min(abs(group.bits), MOST_ODDS)
    side = "for" if group.bits >= 0 else "against"
    return (
        f"Less what honest explanations account for, its evidence sums to {bits(group.bits)} bits, odds of {odds:,.1f} "
        f"to 1 {side} one operation, which does not settle it."
    )


def reason_of(group: Unresolved) -> str:
    """Why the group is not told as a campaign."""
    return words(group.reason, UNRESOLVED)


def count_sentence(number: int) -> str:
    """How many groups there are, in one sentence."""
    is_one = number == 1
    return (
        f"{'One group is' if is_one else f'{number} groups are'} unresolved: {'it' if is_one else 'each'} may be one "
        "operation and may be honest. Nothing is proposed for their accounts."
    )


def _view(group: Unresolved, number: int) -> UnresolvedView:
    return UnresolvedView(
        anchor=f"unresolved-{number}",
        number=number,
        group=group,
        summary=summary_of(group),
        reason=reason_of(group),
        judgement=judgement_of(group),
        alternatives=weighed(group.alternatives),
    )
