"""When everything is looked at: so seldom that each exchange is looked at a bounded number of times on average.

A look at everything costs time in proportion to all exchanges. Done whenever the log has grown by an eighth, the looks
add up to nine times the log at most, whatever its length: the cost of an hour is in proportion to the hour on average,
as that of appending to a table that is rebuilt when it has grown by a factor (Tarjan 1985, amortized complexity).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stillwatch.watching.focus import NEW, Alarm
from stillwatch.watching.ledger import Ledger, Look

GROWTH: Final = 1 / 8
"""Part by which the log has to have grown for the next look at everything."""
AGAIN: Final = 1 / 32
"""Part by which it has to have grown before an alarm about the same accounts counts once more."""


def due(look: Look | None, rows: int) -> bool:
    """Whether a log of ``rows`` exchanges has grown enough since ``look``."""
    return look is None or rows >= (1 + GROWTH) * look.rows


def unanswered(alarms: Sequence[Alarm], ledger: Ledger) -> tuple[Alarm, ...]:
    """Alarms of which no look at everything has answered one about mostly the same accounts lately."""
    lately = ledger.answered(ledger.rows() / (1 + AGAIN))
    return tuple(one for one in alarms if sum(name in lately for name in one.accounts) < NEW * len(one.accounts))
