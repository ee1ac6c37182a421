"""What a result says with which probability, and how often that is true: campaigns by confidence, accounts by score."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from stillwatch.evaluation.measures import FALSE_SHARE, GUILTY

HALF: Final = 0.5

_TRUE_SHARES: Final = """
    SELECT found.campaign_id, avg((truth.campaign_id IS NOT NULL)::INT)
    FROM read_parquet($found) AS found JOIN read_parquet($truth) AS truth USING (exchange_id)
    WHERE found.campaign_id IS NOT NULL GROUP BY ALL
"""
_GUILTY_SHARES: Final = """
    SELECT found.campaign_id, avg((truth.kind = $guilty)::INT)
    FROM read_parquet($found) AS found JOIN read_parquet($truth) AS truth USING (account_id)
    WHERE found.campaign_id IS NOT NULL GROUP BY ALL
"""
_SCORES: Final = """
    SELECT round(coalesce(found.score, 0), 4) AS said, count(*) FILTER (truth.kind = $guilty), count(*)
    FROM read_parquet($found) AS found JOIN read_parquet($truth) AS truth USING (account_id)
    GROUP BY said ORDER BY said
"""
_HELD: Final = """
    SELECT count(*) FILTER (truth.kind = $guilty), count(*)
    FROM read_parquet($truth) AS truth WHERE list_contains($names, account_id)
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """``whole`` things were said with this probability, and ``right`` of them are so."""

    probability: float
    right: int
    whole: int


@dataclass(frozen=True, slots=True)
class Claims:
    """Campaigns by confidence and accounts by score, ascending; unresolved groups, and those that are true.

    Of ``campaigns``, one is right if most of its accounts are a true one's, which is what a confidence claims. Of
    ``sorted_campaigns``, the same ones, it is right if at most ``FALSE_SHARE`` of its exchanges belong to no true one:
    that asks of it to tell honest traffic on the same accounts apart, too. An account is right if its kind is
    ``campaign``, and an unresolved group if most of the accounts that it names are.
    """

    campaigns: tuple[Claim, ...] = ()
    sorted_campaigns: tuple[Claim, ...] = ()
    accounts: tuple[Claim, ...] = ()
    unresolved: int = 0
    unresolved_right: int = 0


def claims(result: Path, world: Path) -> Claims:
    """What the folder ``result`` says, judged by the truth tables of ``world``; both are as ``tally`` needs them."""
    confidence = {one["campaign_id"]: float(one["confidence"]) for one in _list(result / "campaigns.json")}
    groups = [one["account_ids"] for one in _list(result / "unresolved.json")]
    exchanges = _files(result / "exchanges.parquet", world / "truth_exchanges.parquet")
    accounts = _files(result / "accounts.parquet", world / "truth_accounts.parquet")
    truth = {"truth": accounts["truth"], "guilty": GUILTY}
    with duckdb.connect() as connection:
        shares = dict(connection.execute(_TRUE_SHARES, exchanges).fetchall())
        guilty = dict(connection.execute(_GUILTY_SHARES, {**accounts, "guilty": GUILTY}).fetchall())
        scores = connection.execute(_SCORES, {**accounts, "guilty": GUILTY}).fetchall()
        held = [connection.execute(_HELD, {**truth, "names": names}).fetchone() or (0, 0) for names in groups]
    return Claims(
        _together(Claim(said, int(guilty.get(name, 0.0) > HALF), 1) for name, said in confidence.items()),
        _together(Claim(said, int(1 - shares.get(name, 0.0) <= FALSE_SHARE), 1) for name, said in confidence.items()),
        tuple(Claim(*row) for row in scores),
        len(groups),
        sum(own > HALF * whole for own, whole in held),
    )


def pooled(parts: Iterable[Claims]) -> Claims:
    """The claims of several results as those of one."""
    every = list(parts)
    return Claims(
        _together(claim for one in every for claim in one.campaigns),
        _together(claim for one in every for claim in one.sorted_campaigns),
        _together(claim for one in every for claim in one.accounts),
        sum(one.unresolved for one in every),
        sum(one.unresolved_right for one in every),
    )


def _together(every: Iterable[Claim]) -> tuple[Claim, ...]:
    sums: dict[float, tuple[int, int]] = {}
    for one in every:
        right, whole = sums.get(one.probability, (0, 0))
        sums[one.probability] = (right + one.right, whole + one.whole)
    return tuple(Claim(said, *sums[said]) for said in sorted(sums))


def _files(found: Path, truth: Path) -> dict[str, str]:
    return {"found": str(found), "truth": str(truth)}


def _list(path: Path) -> list[dict[str, Any]]:
    """The entries of a JSON file; none where a result of an earlier version has no such file."""
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else []
