"""No single column of accounts or exchanges gives a campaign away, except those that are meant as evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.stats import rankdata

LIMIT = 0.9
MEANT = {
    "payment_id.shared": "a campaign pays for many accounts with few cards",
    "payment_id.usual": "the same, read as which card it is",
    "tools.usual": "a tool list is part of the request template that a campaign's accounts share",
    "tools.distinct": "the same: accounts take their tool lists from the shared templates",
    "tools.entropy": "the same",
    "tools.top": "the same",
    "ip.shared": "a campaign's accounts come from a pool of addresses",
    "created_at.crowd": "bulk sign-ups within hours of each other",
}
"""Measures that may pass the limit, each with the reason why it is evidence and not a slip of the simulator."""

NUMBERS = (
    "images",
    "turns",
    "input_tokens",
    "output_tokens",
    "reasoning_tokens",
    "max_tokens",
    "temperature",
    "status",
)
NAMES = ("model", "route", "country", "asn", "tls_fingerprint", "user_agent", "max_tokens", "temperature", "tools")
SKIPPED = ("account_id", "response", "reasoning", "weight")


def auc(values: NDArray[np.float64], ours: NDArray[np.bool_]) -> float:
    """Area under the curve of the best single threshold's direction; missing values count as smallest."""
    ranks = rankdata(np.where(np.isnan(values), -np.inf, values))
    n = ours.sum()
    area = (ranks[ours].sum() - n * (n + 1) / 2) / (n * (len(ours) - n))
    return float(max(area, 1 - area))


def out_of_fold(names: pd.Series, ours: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How often each value is a campaign's, learnt on the other half of the accounts."""
    fold = np.arange(len(ours)) % 2
    score = np.zeros(len(ours))
    known = names.astype(object).where(names.notna(), "none").astype(str).to_numpy()
    for side in (0, 1):
        seen = pd.Series(ours[fold != side].astype(float)).groupby(known[fold != side]).agg(["sum", "count"])
        rate = (seen["sum"] + ours.mean()) / (seen["count"] + 1)
        score[fold == side] = rate.reindex(known[fold == side]).fillna(ours.mean()).to_numpy()
    return score


def spread(rows: pd.DataFrame, column: str) -> Iterator[tuple[str, pd.Series]]:
    """Missing share, distinct values, entropy, share of the top value, and how many accounts share the values."""
    by = rows.groupby("account_id")[column]
    size = by.size()
    yield "missing", 1 - by.count() / size
    counts = rows.dropna(subset=[column]).groupby(["account_id", column]).size()
    share = counts / counts.groupby(level=0).transform("sum")
    yield "distinct", counts.groupby(level=0).size()
    yield "distinct_share", counts.groupby(level=0).size() / size
    yield "entropy", -(share * np.log(share)).groupby(level=0).sum()
    yield "top", share.groupby(level=0).max()
    users = counts.reset_index().groupby(column)["account_id"].transform("size")
    users.index = counts.index
    yield "shared", users.groupby(level=0).mean()


def measures(folder: Any) -> Iterator[tuple[str, pd.Series]]:
    """Every account-level measure of every column, by name."""
    rows = folder.exchanges.to_pandas()
    rows["tools"] = rows["tools"].map(lambda tools: None if tools is None else " ".join(tools))
    for column in rows.columns.difference(SKIPPED):
        yield from ((f"{column}.{name}", values) for name, values in spread(rows, column))
    for column in NUMBERS:
        table = rows.groupby("account_id")[column].agg(["mean", "max", "min", "std"])
        yield from ((f"{column}.{name}", table[name]) for name in table)
    for column in ("prompt", "system"):
        length = rows[column].str.len().groupby(rows["account_id"])
        yield from ((f"{column}.length_{name}", values) for name, values in length.agg(["mean", "max", "std"]).items())
    yield from times(rows)


def times(rows: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """When accounts send."""
    at = rows["started_at"].dt
    frame = rows.assign(hour=at.hour, day=at.day_of_year, seconds=rows["started_at"].astype("int64"))
    by = frame.groupby("account_id")
    yield "started_at.hours", by["hour"].nunique()
    yield "started_at.days", by["day"].nunique()
    yield "started_at.first", by["seconds"].min()
    yield "started_at.last", by["seconds"].max()
    yield "started_at.span", by["seconds"].max() - by["seconds"].min()


def account_measures(accounts: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Measures of the accounts table."""
    for column in accounts.columns.difference(["created_at", "closed_at"]):
        yield f"{column}.absent", accounts[column].isna().astype(float)
        yield f"{column}.shared", accounts[column].map(accounts[column].value_counts()).fillna(0)
    for column in ("created_at", "closed_at"):
        yield f"{column}.time", accounts[column].astype("int64").where(accounts[column].notna())
    created = accounts["created_at"].astype("int64").to_numpy() / 1e6
    ordered = np.sort(created)
    crowd = np.searchsorted(ordered, created + 3600) - np.searchsorted(ordered, created - 3600)
    yield "created_at.crowd", pd.Series(crowd, index=accounts.index)


def areas(folder: Any) -> dict[str, float]:
    """AUC of every measure, over the accounts that sent anything."""
    rows = folder.exchanges.select(["account_id", *NAMES]).to_pandas()
    rows["tools"] = rows["tools"].map(lambda tools: None if tools is None else " ".join(tools))
    truth = folder.table("truth_accounts").to_pandas().set_index("account_id")
    truth = truth.loc[np.sort(rows["account_id"].unique())]
    accounts = folder.table("accounts").to_pandas().set_index("account_id").loc[truth.index]
    ours = (truth["kind"] == "campaign").to_numpy()
    found = {
        name: auc(values.reindex(truth.index).to_numpy(dtype=np.float64), ours)
        for name, values in (*measures(folder), *account_measures(accounts))
    }
    usual = {column: rows.groupby("account_id")[column].agg(_usual).reindex(truth.index) for column in NAMES}
    stated = {column: accounts[column] for column in accounts.columns.difference(["created_at", "closed_at"])}
    return found | {
        f"{column}.usual": auc(out_of_fold(names, ours), ours) for column, names in (usual | stated).items()
    }


def _usual(values: pd.Series) -> Any:
    counts = values.value_counts()
    return counts.index[0] if len(counts) else None


@pytest.mark.parametrize("seed", [7, 8])
def test_no_single_column_gives_campaigns_away(world: Callable[..., Any], seed: int) -> None:
    found = areas(world("record", 60_000, seed))
    revealing = {name: round(area, 3) for name, area in found.items() if area > LIMIT and name not in MEANT}

    assert len(found) > 150
    assert revealing == {}


def test_a_column_that_does_give_them_away_would_be_found(world: Callable[..., Any]) -> None:
    truth = world("record", 60_000).table("truth_accounts").to_pandas()
    ours = (truth["kind"] == "campaign").to_numpy()

    assert auc(ours * 1.0, ours) == 1.0
    assert auc(out_of_fold(truth["kind"], ours), ours) == 1.0
    assert 0.5 <= auc(np.random.default_rng(1).random(len(ours)), ours) < 0.65
