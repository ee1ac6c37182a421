"""What to do about each account: never more than its proof carries, nor all of a customer's service for a part."""

from __future__ import annotations

from typing import Final

from stillwatch.records.vocabulary import ACTIONS

VERIFY: Final = 0.5
THROTTLE: Final = 0.95
RESTRICT: Final = 0.99
SUSPEND: Final = 0.995
"""Least confidence in the campaign for each step."""
DEDICATED: Final = 0.9
"""Least share of an account's exchanges that are the campaign's before the account itself is restricted."""
WHOLLY: Final = 0.98


FEWEST: Final = 3
"""Exchanges in the campaign below which an account is at most to be verified: it may be there by chance."""


def action(confidence: float, share: float, exchanges: int = FEWEST) -> str:
    """The step for an account with ``share`` of its exchanges in a campaign held with ``confidence``.

    A mixed account is at most throttled, since honest people use it too; suspension needs an account that does
    nothing else, and every step beyond a question needs more than one or two ``exchanges``.
    """
    if exchanges < FEWEST:
        return "verify" if confidence >= VERIFY else "observe"
    if confidence >= SUSPEND and share >= WHOLLY:
        return "suspend"
    if confidence >= RESTRICT and share >= DEDICATED:
        return "restrict"
    if confidence >= THROTTLE and share >= VERIFY:
        return "throttle"
    return "verify" if confidence >= VERIFY else "observe"


def softest(*steps: str) -> str:
    """The mildest of some steps."""
    return min(steps, key=ACTIONS.index)
