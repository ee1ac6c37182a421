"""The accounts table in a bounded amount of text: frequent reasons become a letter, rows stop where the room ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from stillwatch.report.escaping import shortened, visible
from stillwatch.report.figures import count, probability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stillwatch.report.accounts import AccountRow

PAGE: Final = 1_345_000
"""Characters that all accounts tables of one page may have together, so that a page stays below 2 MiB."""

MARKUP: Final = 30
NAME: Final = 200
REASON: Final = 160


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that several rows share, under its letter."""

    letter: str
    text: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, as text."""

    account_id: str
    action: str
    score: str
    exchanges: str
    honest: str
    reasons: str


@dataclass(frozen=True, slots=True)
class AccountsTable:
    """The rows shown, the letters they use, and how many accounts are not shown."""

    rows: tuple[Row, ...]
    reasons: tuple[Reason, ...]
    left: int


def accounts_table(accounts: Sequence[AccountRow], total: int, characters: int) -> AccountsTable:
    """As many of ``accounts`` as fit into ``characters`` of HTML; ``total`` is how many the campaign has."""
    reasons = _frequent(reason for account in accounts for reason in account.reasons)
    letters = {reason.text: reason.letter for reason in reasons}
    rows, spent = [], 0
    for account in accounts:
        row = _row(account, letters)
        spent += (
            MARKUP
            + len(escape(row.account_id + row.action + row.reasons))
            + len(row.score + row.exchanges + row.honest)
        )
        if spent > characters:
            break
        rows.append(row)
    return AccountsTable(tuple(rows), reasons if rows else (), max(total, len(accounts)) - len(rows))


def _frequent(reasons: Iterable[str]) -> tuple[Reason, ...]:
    """Reasons of more than one account, the most frequent first, as many as there are letters."""
    counted = sorted(Counter(reasons).items(), key=lambda item: (-item[1], item[0]))
    lettered = zip(ascii_lowercase, (item for item in counted if item[1] > 1), strict=False)
    return tuple(Reason(letter, text, accounts) for letter, (text, accounts) in lettered)


def _row(account: AccountRow, letters: dict[str, str]) -> Row:
    coded = sorted(letters[reason] for reason in account.reasons if reason in letters)
    told = [shortened(visible(reason), REASON) for reason in account.reasons if reason not in letters]
    return Row(
        account_id=shortened(visible(account.account_id), NAME),
        action=shortened(visible(account.action), NAME),
        score=probability(account.score),
        exchanges=count(account.campaign_exchanges),
        honest=count(account.honest),
        reasons="; ".join([" ".join(coded), *told] if coded else told),
    )
