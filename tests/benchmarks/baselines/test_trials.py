"""A trial judges scan and baselines on the same accounts, by the truth that neither has seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from baselines.interface import ALONE, Baseline, Log, Verdict
from baselines.operating_point import Accused
from baselines.trials import Trial, World, run_trial
from stillwatch.simulation import parse_steps

WORLD = World(None, 3000, 5, None)


def by_volume(log: Log) -> Verdict:
    """More exchanges, more suspect."""
    return Verdict(np.bincount(log.owner).astype(np.float64), np.zeros(len(log.names), dtype=np.int64))


def by_nothing(log: Log) -> Verdict:
    """All alike."""
    return Verdict(np.zeros(len(log.names)), np.full(len(log.names), ALONE, dtype=np.int64))


@pytest.fixture(scope="module")
def trial() -> Trial:
    """A small world with two simple baselines."""
    baselines = [Baseline("volume", "", "", by_volume), Baseline("nothing", "", "", by_nothing)]
    return run_trial(WORLD, baselines, [0, 10_000])


def test_all_accounts_are_counted(trial: Trial) -> None:
    assert trial.guilty >= 4
    assert trial.benign > 100
    assert trial.ours.at[0].guilty <= trial.guilty


def test_with_no_budget_at_all_everybody_is_found_and_with_none_only_the_top(trial: Trial) -> None:
    assert trial.theirs["volume"].at[10_000] == Accused(trial.guilty, trial.benign)
    assert trial.theirs["volume"].at[0].innocents <= trial.ours.at[0].innocents


def test_a_method_that_tells_nobody_apart_accuses_nobody(trial: Trial) -> None:
    assert trial.theirs["nothing"].at[0] == Accused(0, 0)
    assert trial.theirs["nothing"].group == (0, 0)
    assert trial.theirs["volume"].group == (trial.guilty, trial.guilty + trial.benign)


def test_a_world_names_its_row() -> None:
    assert (WORLD.rung, WORLD.prompt_kind) == ("none", "grammar")
    assert replace(WORLD, step=parse_steps(["mixing=0.3"])[0]).rung == "mixing=0.3"
