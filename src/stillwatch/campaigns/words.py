"""The fixed texts that are an operation's own: nearly everybody who sends them is a member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.contents import Contents, Senders
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import distinct_rows

FEWEST_MEMBERS: Final = 4
"""Members who have to use a text: honest traffic on a relay's accounts seldom reaches as many."""
PURE_ROWS: Final = 0.9
"""Share of a text's exchanges that members send, from which it is the operation's."""
PURE_ACCOUNTS: Final = 0.8
"""And share of its users who are members: a busy operation on a public template makes most of its exchanges too."""

USED: Final = 3
"""Exchanges that a member sends with a text on average; what members share by chance they send once."""

AGAIN: Final = 1.5
"""The least of it that can be asked where few exchanges are held: every other one who sends it sends it again."""

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Usage:
    """Per atom: exchanges and accounts (or customers) in all, and those of members.

    ``used`` is how often a member has to send a text of the operation's, on average, among the exchanges held.
    """

    rows: Ints
    accounts: Codes
    member_rows: Ints
    members: Ints
    used: float = USED


def use_asked(log: Log, member: Marks) -> float:
    """How often a ``member`` account has to send a text, ``USED`` times of which a part is held.

    Not less than ``AGAIN``, for what members share by chance they send once, however few of their exchanges are held.
    """
    held = np.bincount(log.account, minlength=len(member))[member]
    part = float(held.sum() / max((held * log.each[member]).sum(), 1.0)) if held.any() else 1.0
    return max(USED * part, AGAIN)


def usage(contents: Contents, senders: Senders, member: Marks, used: float = USED) -> Usage:
    """Count who uses each atom; ``senders`` are the accounts or the customers, ``member`` a mark for each of them.

    ``used`` is handed on: see ``use_asked``.
    """
    return Usage(contents.sizes, senders.users, *contents.sent_by(senders, member), used)


def atom_rows(postings: Postings, chosen: Ints) -> Codes:
    """The distinct rows that carry any of the chosen atoms, ascending."""
    parts = [postings.rows[postings.offsets[i] : postings.offsets[i + 1]] for i in chosen]
    return distinct_rows(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int32)


def own_words(found: Usage) -> Ints:
    """Places of the atoms that are the operation's own."""
    pure = (found.member_rows >= PURE_ROWS * found.rows) & (found.members >= PURE_ACCOUNTS * found.accounts)
    return np.flatnonzero(_in_use(found) & pure)


def near_words(found: Usage) -> Ints:
    """Places of the atoms that are the operation's own, or could be if one of their users were left out."""
    return np.flatnonzero(
        (found.members >= FEWEST_MEMBERS) & (found.members >= PURE_ACCOUNTS * (found.accounts - 1) - 1)
    )


def _in_use(found: Usage) -> Marks:
    return (found.members >= FEWEST_MEMBERS) & (found.member_rows >= found.used * found.members)
