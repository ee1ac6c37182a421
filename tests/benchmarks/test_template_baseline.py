"""Both ways see the same exchanges, and groups of exchanges are judged as the page says."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest


@pytest.fixture(scope="session")
def sample(baseline: ModuleType, small_world: Path) -> Any:
    """About 1,000 exchanges of the small world."""
    return baseline.load_sample(small_world, 1000)


def judged(baseline: ModuleType, account: list[int], campaign: list[int], groups: list[list[int]]) -> Any:
    """The quality of groups over exchanges with these accounts and campaigns."""
    stand_in = baseline.Sample(_Log(account=np.array(account)), None, np.array(campaign))
    return baseline.judged(stand_in, [np.array(group) for group in groups])


class _Log(SimpleNamespace):
    """As much of a log as judging needs."""

    account: Any

    def __len__(self) -> int:
        return len(self.account)


def test_a_sample_is_spread_over_the_world_and_knows_its_campaigns(sample: Any) -> None:
    assert len(sample) == 1000
    assert sample.log.time.max() - sample.log.time.min() > 19 * 86_400_000_000
    assert sample.batch["exchange_id"].equals(sample.log.traits["exchange_id"].combine_chunks())
    assert 0.3 < np.mean(sample.campaign >= 0) < 0.5


def test_both_ways_find_some_of_the_shared_text(baseline: ModuleType, sample: Any) -> None:
    ours, theirs = baseline.by_stillwatch(sample), baseline.by_datasketch(sample, 0.3)

    assert ours.exchanges == theirs.exchanges == 1000
    assert set(ours.seconds) == {"sketch", "shared text", "families"}
    assert set(theirs.seconds) == {"sketch", "index and query", "components"}
    assert 0 < ours.quality.recall <= 1
    assert 0 < theirs.quality.recall <= 1


def test_recall_needs_another_account_of_the_same_campaign(baseline: ModuleType) -> None:
    alone = judged(baseline, [1, 1, 2], [0, 0, -1], [[0, 1, 2]])
    together = judged(baseline, [1, 2, 3], [0, 0, 0], [[0, 1]])

    assert (alone.recall, alone.purity) == (0, 0)
    assert (together.recall, together.clean, together.purity) == (2 / 3, 2 / 3, 1)


def test_a_group_that_mixes_is_found_but_not_clean(baseline: ModuleType) -> None:
    mixed = judged(baseline, [1, 2, 3, 4], [0, 0, -1, 1], [[0, 1, 2, 3]])

    assert (mixed.recall, mixed.clean, mixed.purity) == (2 / 3, 0, 0.5)


def test_groups_may_overlap_and_none_is_no_error(baseline: ModuleType) -> None:
    overlapping = judged(baseline, [1, 2, 3], [0, 0, -1], [[0, 1], [0, 1, 2]])
    nothing = judged(baseline, [1, 2], [0, 0], [])

    assert (overlapping.recall, overlapping.clean, overlapping.purity) == (1, 1, 4 / 5)
    assert (nothing.recall, nothing.purity) == (0, 0)
