"""Which accounts a campaign has, strongest first, and what is proposed for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.records.vocabulary import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as the report lists it; counts are exchanges, ``honest`` those that are not the campaign's."""

    account_id: str
    campaign_id: str | None
    score: float
    exchanges: int
    campaign_exchanges: int
    action: str
    reasons: tuple[str, ...]

    @property
    def honest(self) -> int:
        """Exchanges of the account that are not the campaign's."""
        return max(self.exchanges - self.campaign_exchanges, 0)


def campaign_accounts(accounts: pa.Table, campaign_id: str, limit: int = ROWS) -> tuple[AccountRow, ...]:
    """The ``limit`` accounts of a campaign with the highest scores; ties by exchanges, then by name."""
    ours = _where(accounts, "campaign_id", campaign_id)
    order = [("score", "descending"), ("campaign_exchanges", "descending"), ("account_id", "ascending")]
    return tuple(_row(record) for record in ours.sort_by(order).slice(0, limit).to_pylist())


def account(accounts: pa.Table, account_id: str) -> AccountRow | None:
    """The account of that name, or None where the scan has not seen it."""
    found = _where(accounts, "account_id", account_id).slice(0, 1).to_pylist()
    return _row(found[0]) if found else None


def actions_by_campaign(accounts: pa.Table) -> dict[str | None, dict[str, int]]:
    """How many accounts each action is proposed for, by campaign (None: no campaign); actions weakest first."""
    grouped = (
        accounts.select(["campaign_id", "action"]).group_by(["campaign_id", "action"]).aggregate([([], "count_all")])
    )
    counts: dict[str | None, dict[str, int]] = {}
    for record in grouped.to_pylist():
        counts.setdefault(record["campaign_id"], {})[record["action"] or "none"] = record["count_all"]
    return {campaign: _by_strength(actions) for campaign, actions in counts.items()}


def _where(accounts: pa.Table, column: str, name: str) -> pa.Table:
    """Rows with that name; one with a lone surrogate (a command line may hold one) is in no Arrow table."""
    return accounts.filter(pc.equal(accounts[column], name.encode(errors="replace").decode()))


def _by_strength(actions: Mapping[str, int]) -> dict[str, int]:
    rank = {name: place for place, name in enumerate(ACTIONS)}
    return {name: actions[name] for name in sorted(actions, key=lambda name: (rank.get(name, -1), name))}


def _row(record: Mapping[str, Any]) -> AccountRow:
    return AccountRow(
        account_id=record["account_id"],
        campaign_id=record["campaign_id"],
        score=record["score"] or 0.0,
        exchanges=record["exchanges"] or 0,
        campaign_exchanges=record["campaign_exchanges"] or 0,
        action=record["action"] or "none",
        reasons=tuple(reason for reason in record["reasons"] or () if reason),
    )
