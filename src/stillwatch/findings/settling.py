"""What would settle whether a group is one operation: columns that the log lacks of it, then questions to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.undecided import Undecided
from stillwatch.evidence.log import UNKNOWN_TIME, Log

MOSTLY: Final = 0.7
"""Share without a value from which a column counts as missing for the group."""

ASK: Final = {
    "close": "Ask the customers behind its busiest accounts who they are; one owner or one firm would explain it.",
    "places_only": "Ask whose addresses these are: a hosted tool that sends for its users would explain it.",
    "open": "Look at other accounts with the same text: a community or a course of which these are a part explains it.",
    "chance": "Scan a longer window: what came together by chance does not stay together.",
    "false_discovery": "Scan a longer window: it has less evidence than the list of campaigns may carry.",
}
"""The question that settles a group, by its reason."""


@dataclass(frozen=True, slots=True)
class _Column:
    names: str
    missing: npt.NDArray[np.bool_]
    tells: str


def settles(log: Log, group: Undecided) -> tuple[str, ...]:
    """A sentence for each kind of column that most of the group lacks, then the question that its reason raises."""
    lacking = [one for one in _columns(log, group) if one.missing.mean() >= MOSTLY]
    said = [f"{one.missing.mean():.0%} of it has no {one.names}: {one.tells}." for one in lacking]
    return (*said, ASK[group.reason])


def _columns(log: Log, group: Undecided) -> tuple[_Column, ...]:
    people, accounts = log.registry, group.accounts
    device = (people.device[accounts] == 0) & (people.phone[accounts] == 0)
    return (
        _Column("payment_id", people.payment[accounts] == 0, "it tells one owner from many"),
        _Column("device_id or phone_id", device, "they tell one person's accounts from many people's"),
        _Column("created_at", people.created[accounts] == UNKNOWN_TIME, "it tells accounts opened together"),
        _Column("ip", log.network.value[group.rows] == 0, "it tells one site from many"),
        _Column("prompt", ~log.readable[group.rows], "it tells one job from many"),
    )
