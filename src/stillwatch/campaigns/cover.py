"""Accounts that are an operation's carry other traffic too, which is not for that another operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.telling import Told
from stillwatch.evidence.log import Codes

LEAST_OWN: Final = 0.2
"""Bits by which its own exchanges have to speak for an operation on accounts that are another's, too."""
SAME: Final = 0.5
"""Part of an operation's accounts from which they are another's."""


def without_cover(told: Sequence[Told]) -> list[Operation]:
    """Operations of one crew without those on accounts of another that their own exchanges do not speak for.

    Cards, devices, sign-ups and closures are the accounts': they speak for whatever is sent from these, an operator's
    cover and a relay's customers as well. Once they have spoken for one operation, only what is asked and the hours in
    which it is tell of another.
    """
    speaking = [one.operation for one in told if one.own >= LEAST_OWN]
    taken = np.concatenate([np.empty(0, dtype=np.int32), *(one.accounts for one in speaking)])
    return [one.operation for one in told if one.own >= LEAST_OWN or not _same(one.operation.accounts, taken)]


def _same(accounts: Codes, taken: Codes) -> bool:
    return bool(np.isin(accounts, taken).sum() >= SAME * len(accounts))
