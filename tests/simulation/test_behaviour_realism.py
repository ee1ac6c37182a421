"""What a whole world claims: heavy tails, payloads that do not repeat, twins, relays, pivots, replacements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from stillwatch.simulation import load_scenario, scenario_names
from stillwatch.simulation.populations.kinds import KINDS


def joined(folder: Any) -> pd.DataFrame:
    """Exchanges with their truth and their account's kind."""
    rows = folder.exchanges.to_pandas().merge(folder.table("truth_exchanges").to_pandas(), on="exchange_id")
    return rows.merge(folder.table("truth_accounts").to_pandas()[["account_id", "kind"]], on="account_id")


@pytest.mark.parametrize(("name", "size"), [("record", 60_000), ("quiet", 30_000)])
def test_every_benign_kind_is_there(world: Callable[..., Any], name: str, size: int) -> None:
    kinds = set(joined(world(name, size))["kind"])

    assert kinds - {"campaign"} == {kind.name for kind in KINDS if kind.accounts}
    assert ("campaign" in kinds) == (name == "record")


def test_groups_that_organise_openly_have_a_scenario_of_their_own(world: Callable[..., Any]) -> None:
    kinds = set(joined(world("organised", 20_000))["kind"])

    assert {kind.name for kind in KINDS if not kind.accounts} <= kinds
    assert "campaign" not in kinds


def test_the_busiest_hundredth_sends_much_of_everything(world: Callable[..., Any]) -> None:
    rows = joined(world("quiet", 30_000))
    counts = rows["account_id"].value_counts()

    assert counts.head(len(counts) // 100).sum() > 0.25 * len(rows)
    assert counts.median() <= 5


def test_payloads_of_campaigns_hardly_repeat(world: Callable[..., Any]) -> None:
    rows = joined(world("record", 60_000))
    prompts = rows.loc[rows["campaign_id"].notna(), "prompt"]

    assert prompts.duplicated().mean() < 0.01


def test_benign_twins_repeat_more_than_campaigns(world: Callable[..., Any]) -> None:
    rows = joined(world("record", 60_000))
    repeated = rows.groupby("kind")["prompt"].agg(lambda prompts: prompts.duplicated().mean())

    assert repeated["retry_loop"] > 0.5
    assert repeated["drift_monitor"] > 0.3
    assert repeated["campaign"] < 0.01


def test_prompts_have_the_length_of_real_ones(world: Callable[..., Any]) -> None:
    length = joined(world("quiet", 30_000))["prompt"].str.len()

    assert 250 < length.mean() < 800
    assert length.quantile(0.99) > 1500


def test_a_relays_accounts_carry_honest_traffic(world: Callable[..., Any]) -> None:
    rows = joined(world("relay", 12_000))
    theirs = rows[rows["kind"] == "campaign"]

    assert 0.5 < theirs["campaign_id"].isna().mean() < 0.6
    busy = theirs.groupby("account_id")["campaign_id"].agg(["size", "count"])
    busy = busy[busy["size"] > 50]
    assert (busy["size"] > busy["count"]).mean() > 0.9


def test_two_operators_and_honest_customers_use_the_same_accounts(world: Callable[..., Any]) -> None:
    folder = world("two_in_relay", 12_000)
    rows = joined(folder)
    theirs = rows[rows["kind"] == "campaign"]
    carried = pd.crosstab(theirs["account_id"], theirs["campaign_id"].fillna("honest"))
    busy = carried[carried.sum(axis=1) > 60]
    named = folder.table("truth_accounts").to_pandas().set_index("account_id")["campaign_id"]

    assert set(carried) == {"V1", "V2", "honest"}
    assert (busy > 0).all(axis=1).mean() > 0.6
    most = carried[["V1", "V2"]]
    assert (named[most.index] == most.idxmax(axis=1)).all()
    assert set(named.dropna()) == {"V1", "V2"}
    assert (rows["kind"] == "reseller").sum() > 200


def test_operators_behind_one_network_share_addresses_and_no_account(world: Callable[..., Any]) -> None:
    rows = joined(world("two_on_exits", 12_000)).dropna(subset=["campaign_id"])
    accounts, addresses = (
        {name: set(part[column].dropna()) for name, part in rows.groupby("campaign_id")}
        for column in ("account_id", "ip")
    )

    assert not accounts["W1"] & accounts["W2"]
    assert len(addresses["W1"] & addresses["W2"]) > 0.5 * len(addresses["W2"])


def test_half_of_the_traffic_moves_within_a_day_of_the_launch(world: Callable[..., Any]) -> None:
    folder = world("launch_pivot", 10_000)
    rows = joined(folder)
    launch = folder.table("releases").to_pandas().set_index("model")["released_at"]["aster-3"]
    ours = rows[rows["campaign_id"] == "P1"]
    after = ours[ours["started_at"] > launch + pd.Timedelta(hours=26)]

    assert 0.4 < (after["model"] == "aster-3").mean() < 0.56
    assert (ours[ours["started_at"] < launch]["model"] != "aster-3").all()


def test_closed_accounts_are_replaced(world: Callable[..., Any]) -> None:
    folder = world("replacement", 20_000)
    rows = joined(folder)
    ours = rows[rows["campaign_id"].notna()]
    closed = folder.table("accounts").to_pandas().set_index("account_id")["closed_at"]
    gone = ours[ours["account_id"].map(closed).notna()]
    first = ours.groupby("account_id")["started_at"].min()

    assert gone["account_id"].nunique() > 8
    assert (first > first.min() + pd.Timedelta(days=3)).sum() > 8


def test_a_standby_pool_takes_over_then_prompt_and_model_change(world: Callable[..., Any]) -> None:
    folder = world("standby", 24_000)
    ours = joined(folder).dropna(subset=["campaign_id"])
    closed = folder.table("accounts").to_pandas().set_index("account_id")["closed_at"]
    ours = ours.assign(
        day=(ours["started_at"] - pd.Timestamp("2026-05-04", tz="UTC")).dt.total_seconds() / 86400,
        first_crew=ours["account_id"].map(closed).notna(),
    )
    waves = ours.groupby("first_crew")["day"].agg(["min", "max"])
    fixed = ours[ours["turns"] == 1]
    opening = fixed["prompt"].str.partition("\n\n")[0]
    old, new = set(opening[fixed["day"] < 13.6]), set(opening[fixed["day"] > 13.8])

    assert 9.4 < waves.loc[True, "max"] < 9.7
    assert 9.4 < waves.loc[False, "min"] < 9.6
    assert len(old) == len(new) == 1
    assert old != new
    assert (ours.loc[ours["day"] < 16.4, "model"] != "aster-3").all()
    assert (ours.loc[ours["day"] > 17.2, "model"] == "aster-3").mean() > 0.98


def test_load_is_balanced_in_a_hydra(world: Callable[..., Any]) -> None:
    rows = joined(world("hydra", 10_000))
    counts = rows[rows["campaign_id"].notna()]["account_id"].value_counts()
    busy = counts[counts > 0.3 * counts.max()]

    assert busy.std() / busy.mean() < 0.25


def test_some_honest_clients_are_always_on(world: Callable[..., Any]) -> None:
    rows = joined(world("quiet", 30_000))
    busy = rows.groupby("account_id").filter(lambda group: len(group) > 150)
    hours = busy.groupby("account_id")["started_at"].agg(lambda times: times.dt.hour.nunique())

    assert (hours >= 23).mean() > 0.08


def test_many_languages_are_spoken_by_the_honest(world: Callable[..., Any]) -> None:
    rows = joined(world("quiet", 30_000))

    for script in (r"[\u4e00-\u9fff]", r"[\u0400-\u04ff]", r"[\u0900-\u097f]", r"[\u3040-\u30ff]"):
        assert rows["prompt"].str.contains(script).mean() > 0.003


WITHOUT = ("quiet", "fifty_million")
"""One has no campaign; the smallest of the other shows what it seeks in a world too large for a test."""


@pytest.mark.parametrize("name", [name for name in scenario_names() if name not in WITHOUT])
def test_each_campaign_seeks_what_its_plan_says(world: Callable[..., Any], name: str) -> None:
    size = {"record": 60_000, "relay": 12_000, "replacement": 20_000, "needle": 40_000, "standby": 24_000}.get(
        name, 10_000
    )
    worlds = [joined(world(name, size, seed)) for seed in (7, 8, 9)]

    for plan in load_scenario(name).campaigns:
        wanted = pd.Series(plan.capabilities) / sum(plan.capabilities.values())
        ours = [rows.loc[rows["campaign_id"] == plan.name, "capability"] for rows in worlds]
        assert set(ours[0]) == set(wanted.index)
        if len(ours[0]) > 2000:
            # One world strays far: its few accounts draw a few templates each, and some send most of the traffic.
            shares = pd.DataFrame([each.value_counts(normalize=True) for each in ours]).fillna(0).mean()
            assert (shares - wanted).abs().max() < 0.15
