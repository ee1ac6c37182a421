"""Columns of exchanges fit the accounts they belong to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.simulation import load_scenario, parse_steps, simulate


@pytest.fixture
def exchanges(world: Callable[..., object]) -> pa.Table:
    """Ten thousand exchanges of the scenario `hydra`."""
    return world("hydra", 10_000).exchanges  # type: ignore[attr-defined] # Folder of conftest


def test_turns_of_a_conversation_share_account_address_and_system(exchanges: pa.Table) -> None:
    kept = exchanges.filter(pc.is_valid(exchanges["conversation_id"]))
    for column in ("account_id", "model", "ip"):
        grouped = kept.group_by("conversation_id").aggregate([(column, "count_distinct")])
        assert pc.max(grouped[f"{column}_count_distinct"]).as_py() == 1


def test_cloud_routes_lack_the_network_more_often(exchanges: pa.Table) -> None:
    cloud = pc.is_in(exchanges["route"], pa.array(["bedrock", "vertex", "azure"]))
    missing = np.asarray(pc.is_null(exchanges["ip"]))

    assert missing[np.asarray(cloud)].mean() > 0.4
    assert missing[~np.asarray(cloud)].mean() < 0.15


def test_address_provider_and_country_are_missing_together(exchanges: pa.Table) -> None:
    missing = [np.asarray(pc.is_null(exchanges[name])) for name in ("ip", "asn", "country")]

    assert (missing[0] == missing[1]).all()
    assert (missing[0] == missing[2]).all()


def test_tokens_follow_the_text(exchanges: pa.Table) -> None:
    first = exchanges.filter(pc.equal(exchanges["turns"], 1)).to_pandas().dropna(subset=["input_tokens"])
    letters = first["prompt"].str.len() + first["system"].fillna("").str.len()

    assert np.corrcoef(letters, first["input_tokens"])[0, 1] > 0.7


def test_output_keeps_to_its_limit_and_failures_have_none(exchanges: pa.Table) -> None:
    rows = exchanges.to_pandas()
    limited = rows.dropna(subset=["max_tokens", "output_tokens"])

    assert (limited["output_tokens"] <= limited["max_tokens"]).all()
    assert (rows[rows["status"].isin([429, 500, 529, 400])]["output_tokens"].dropna() == 0).all()
    assert 0.005 < (rows["status"] == 429).mean() < 0.06


def test_new_models_are_not_used_before_their_launch(world: Callable[..., object]) -> None:
    folder = world("launch_pivot", 10_000)
    rows = folder.exchanges.to_pandas()  # type: ignore[attr-defined] # Folder of conftest
    releases = folder.table("releases").to_pandas().set_index("model")["released_at"]  # type: ignore[attr-defined] # same

    assert (rows["started_at"] >= rows["model"].map(releases)).all()
    assert (rows["model"] == "aster-3").any()


def test_made_up_origins_differ_by_request_and_fit_their_client(tmp_path: Path) -> None:
    simulate(load_scenario("hydra"), exchanges=8_000, seed=7, out=tmp_path, steps=parse_steps(["false_metadata=1"]))
    rows = pq.read_table(tmp_path / "exchanges").to_pandas()
    ours = pq.read_table(tmp_path / "truth_exchanges.parquet").to_pandas()["campaign_id"].notna()
    honest = rows[~ours].groupby("user_agent")["tls_fingerprint"].unique().map(set)
    made_up = rows[ours].dropna(subset=["ip", "user_agent", "tls_fingerprint"])
    known = made_up[made_up["user_agent"].isin(honest.index)]

    assert made_up["ip"].nunique() > 0.99 * len(made_up)
    assert made_up.groupby("account_id")["user_agent"].nunique().median() > 10
    pairs = zip(known["user_agent"], known["tls_fingerprint"], strict=True)
    assert np.mean([tls in honest[agent] for agent, tls in pairs]) > 0.8
