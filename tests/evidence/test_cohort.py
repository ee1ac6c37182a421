"""Sign-ups that bunch, against how they fall in the whole log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np

from stillwatch.evidence.cohort import CHOICE, WIDTHS, best_of, cohort, signup_rates, time_bins
from stillwatch.evidence.coincidence import Coincidence
from stillwatch.evidence.log import DAY, UNKNOWN_TIME, Log
from stillwatch.evidence.slices import Slices, slices_of

NOTHING = np.zeros(2), np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64)


def test_a_joint_cohort_has_bits_and_a_random_group_none(town_log: Log, two_groups: Slices) -> None:
    found = cohort(town_log, two_groups, signup_rates(town_log))

    assert found.bits[0] > 3
    assert found.bits[1] == 0
    assert found.sharing[0] == found.known[0] == 40
    assert f"{WIDTHS[found.width[0]] // (DAY // 24)} h" in found.explain(0).text
    assert found.explain(0).bits == round(float(found.bits[0]), 1)


def test_waves_count_although_the_whole_spread_is_wide(make_log: Callable[..., Log]) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    spread = [start + timedelta(days=0.9 * i) for i in range(300)]
    waves = [start + timedelta(days=100 * (i % 3), hours=i / 4) for i in range(12)]
    people = [{"account_id": f"a{i}", "created_at": when} for i, when in enumerate(spread + waves)]
    log = make_log([{"account_id": one["account_id"], "hours": i} for i, one in enumerate(people)], people)
    slices = slices_of(log, np.array([0, 12, 24]), np.r_[300:312, 0:300:25].astype(np.int32))

    found = cohort(log, slices, signup_rates(log))

    assert found.bits[0] > 2
    assert found.bits[1] == 0


def test_unknown_sign_ups_are_no_evidence(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": f"a{i}"} for i in range(20)])

    found = cohort(log, slices_of(log, np.array([0, 20]), np.arange(20, dtype=np.int32)), signup_rates(log))

    assert found.bits.tolist() == [0]
    assert found.known.tolist() == [0]


def test_unknown_times_share_no_bin() -> None:
    bins = time_bins(np.array([UNKNOWN_TIME, 0, DAY - 1, DAY, -1]), DAY)

    assert bins[0] == 0
    assert bins[1] == bins[2]
    assert len(set(bins.tolist())) == 4


def test_choosing_among_widths_has_its_price() -> None:
    of = [Coincidence(*NOTHING, np.array(bits), np.zeros(2)) for bits in ([5.0, 1.0], [7.0, 0.5])]
    found = best_of(of)

    assert found[0].tolist() == [7 - CHOICE, 0]
    assert found[1].tolist() == [1, 0]
