"""Worlds are repeatable, of the size asked for, and refuse what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from stillwatch.records.errors import UsageError
from stillwatch.simulation import load_scenario, simulate
from stillwatch.simulation.scenario import KindShare
from stillwatch.simulation.world import plan_budget


def test_the_same_seed_gives_the_same_world(tmp_path: Path) -> None:
    for name in ("a", "b"):
        simulate(load_scenario("grading"), exchanges=3000, seed=5, out=tmp_path / name)
    for path in sorted((tmp_path / "a").rglob("*.parquet")):
        assert pq.read_table(path).equals(pq.read_table(tmp_path / "b" / path.relative_to(tmp_path / "a"))), path.name


def test_another_seed_gives_another_world(tmp_path: Path) -> None:
    for seed in (5, 6):
        simulate(load_scenario("grading"), exchanges=3000, seed=seed, out=tmp_path / str(seed))
    first, other = (pq.read_table(tmp_path / seed / "exchanges") for seed in ("5", "6"))

    assert not set(first["exchange_id"].to_pylist()) & set(other["exchange_id"].to_pylist())


def test_a_smaller_world_replaces_a_larger_one(tmp_path: Path) -> None:
    scenario = load_scenario("hydra")
    (tmp_path / "exchanges").mkdir()
    (tmp_path / "exchanges" / "part-00099.parquet").write_bytes(b"stale")
    simulate(scenario, exchanges=2000, seed=1, out=tmp_path)

    assert pq.read_table(tmp_path / "exchanges").num_rows == 2000


def test_campaigns_and_accounts_scale_with_the_world() -> None:
    small, full = plan_budget(load_scenario("record"), 40_000), plan_budget(load_scenario("record"), 41_400_000)

    assert full.campaigns == (149_040, 3_394_800, 12_999_600)
    assert small.campaigns == (144, 3280, 12_560)
    assert small.benign_accounts == 2200
    assert full.exchanges == 41_400_000


def test_a_needle_is_small_among_a_hundred_thousand_accounts() -> None:
    needle = load_scenario("needle")
    full, small = plan_budget(needle, None), plan_budget(needle, 80_000)

    assert full.campaigns == (3_000,)
    assert needle.campaigns[0].accounts == 12
    assert full.benign_accounts > 100_000
    assert full.benign > 5 * full.benign_accounts
    assert (small.campaigns, small.benign_accounts) == ((300,), 10_600)


def test_the_record_keeps_its_proportions(world: Callable[..., Any]) -> None:
    truth = world("record", 60_000).table("truth_exchanges").to_pandas()
    counts = truth["campaign_id"].value_counts()

    assert counts["S3"] / counts["S2"] == pytest.approx(13 / 3.4, rel=0.02)
    assert counts["S2"] / counts["S1"] == pytest.approx(3400 / 150, rel=0.02)
    assert 0.35 < truth["campaign_id"].notna().mean() < 0.45


def test_a_population_of_ones_own_leaves_other_kinds_out(tmp_path: Path) -> None:
    scenario = replace(load_scenario("quiet"), population={"classroom": KindShare(1, 1), "developer": KindShare(3, 3)})
    summary = simulate(scenario, exchanges=2000, seed=1, out=tmp_path)

    assert set(summary.kinds) == {"classroom", "developer"}


def test_a_complete_log_has_nothing_missing(tmp_path: Path) -> None:
    simulate(replace(load_scenario("hydra"), missing=0.0), exchanges=2000, seed=1, out=tmp_path)
    table = pq.read_table(tmp_path / "exchanges")

    for column in ("ip", "conversation_id", "user_agent", "status", "api_key_id"):
        assert table[column].null_count == 0, column


def test_real_prompts_make_a_world(tmp_path: Path, shared: Path) -> None:
    summary = simulate(
        load_scenario("grading"), exchanges=3000, seed=1, prompts=shared / "data" / "prompts", out=tmp_path
    )
    prompts = pq.read_table(tmp_path / "exchanges")["prompt"]

    assert summary.prompts == "real"
    assert prompts.null_count == 0
    assert len(prompts.unique()) > 2200


def test_too_small_a_world_and_a_file_as_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="at least 1000"):
        simulate(load_scenario("hydra"), exchanges=10, seed=1, out=tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file; give a folder"):
        simulate(load_scenario("hydra"), seed=1, out=tmp_path / "file")


def test_a_world_says_which_sources_it_was_made_from(tmp_path: Path) -> None:
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    for name in ("sums", "chats"):
        (prompts / f"{name}.jsonl").write_text("".join(f'{{"prompt": "{name} number {n}"}}\n' for n in range(60)))
    one, all_of_them = (
        simulate(load_scenario("grading"), exchanges=1000, seed=5, prompts=prompts, sources=sources, out=tmp_path / "w")
        for sources in (("sums",), ())
    )

    assert (one.prompts, one.sources) == ("real", ("sums",))
    assert all_of_them.sources == ("chats", "sums")


def test_sources_without_prompts_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="names files of --prompts"):
        simulate(load_scenario("grading"), exchanges=1000, seed=5, sources=("sums",), out=tmp_path)
