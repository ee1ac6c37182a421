"""Accounts that are an operation's carry other traffic too, which is not for that another operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.telling import Told

LEAST_OWN: Final = 0.2
"""Bits by which its own exchanges have to speak for an operation on accounts that are another's, too."""


def without_cover(told: Sequence[Told]) -> list[Operation]:
    """Of operations on the same accounts, those that their own exchanges speak for; all where these speak for none.

    Cards, devices, sign-ups and closures are the accounts': they speak for whatever is sent from these, an operator's
    cover and a relay's customers as well. Once they have spoken for one operation, only what is asked and the hours in
    which it is tell of another.
    """
    speaking = [one for one in told if one.own >= LEAST_OWN]
    return [one.operation for one in speaking or told]
