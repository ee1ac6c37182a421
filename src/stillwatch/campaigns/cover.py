"""Accounts that are an operation's carry other traffic too, which is not for that another operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stillwatch.campaigns.operation import Operation

ASKED: Final = 0.2
"""Bits by which what is asked has to speak for an operation on accounts that are another's, too."""


def without_cover(told: Sequence[Operation]) -> list[Operation]:
    """Of operations on the same accounts, those that what they ask speaks for; all where it speaks for none.

    Cards, devices, sign-ups and closures are the accounts': they speak for whatever is sent from these, an operator's
    cover and a relay's customers as well. Once they have spoken for one operation, only content tells of another.
    """
    asking = [one for one in told if _asked(one) >= ASKED]
    return asking or list(told)


def _asked(operation: Operation) -> float:
    return sum(piece.bits for piece in operation.evidence if piece.kind == "narrow_focus")
