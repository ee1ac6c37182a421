"""Work dealt out over accounts like cards, told from users who each have work of their own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.evidence.log import Log
from stillwatch.evidence.partition import REPEATS_AGAINST, partition
from stillwatch.evidence.slices import slices_of

OWN, DEALT = 30, 2
"""Groups of users with work of their own, and groups that share one queue."""
MEMBERS, EACH = 8, 12


def text(random: np.random.Generator, words: int) -> str:
    return " ".join("".join(random.choice(list("abcdefgh"), 6)) for _ in range(words))


@pytest.fixture(scope="module")
def groups(make_log: Callable[..., Log]) -> Log:
    """Rows by group; members of the first groups write texts of their own lengths."""
    random = np.random.default_rng(3)
    rows = []
    for group in range(OWN + DEALT):
        for member in range(MEMBERS):
            usual = 5 + 6 * member if group < OWN else None
            for _ in range(EACH):
                length = usual + random.integers(0, 4) if usual else random.integers(5, 60)
                rows.append({"account_id": f"g{group}-{member}", "hours": group, "prompt": text(random, int(length))})
    return make_log(rows)


def test_an_even_deal_stands_out_among_groups_with_work_of_their_own(groups: Log) -> None:
    size = MEMBERS * EACH
    slices = slices_of(groups, np.arange(OWN + DEALT + 1) * size, np.arange(len(groups), dtype=np.int32))

    found = partition(groups, slices)

    assert found.bits[OWN:].min() > 3
    assert np.median(found.bits[:OWN]) == pytest.approx(0, abs=0.5)
    assert found.dispersion[OWN:] == pytest.approx([1, 1], abs=0.5)
    assert found.dispersion[:OWN].min() > 4
    assert "no more than chance" in found.explain(OWN).text


def test_what_is_usual_can_be_given(groups: Log) -> None:
    size = MEMBERS * EACH
    every = slices_of(groups, np.arange(OWN + DEALT + 1) * size, np.arange(len(groups), dtype=np.int32))
    usual = partition(groups, every).usual
    last = every.only(np.array([OWN]))

    assert partition(groups, last).bits[0] == 0
    assert partition(groups, last, usual).bits[0] == partition(groups, every).bits[OWN]


def test_repeats_by_another_account_speak_against(make_log: Callable[..., Log]) -> None:
    shared = [
        {"account_id": f"a{i % 10}", "hours": i, "prompt": f"item number {'abcdefghij'[i // 10]}"} for i in range(100)
    ]
    log = make_log(shared)

    found = partition(log, slices_of(log, np.array([0, 100]), np.arange(100, dtype=np.int32)))

    assert found.repeated.tolist() == [1]
    assert found.bits.tolist() == [-REPEATS_AGAINST]
    assert "100.0%" in found.explain(0).text


def test_repeats_by_the_same_account_do_not(make_log: Callable[..., Log]) -> None:
    own = [{"account_id": f"a{i % 10}", "hours": i, "prompt": f"item {'abcdefghij'[i % 10]}"} for i in range(100)]
    log = make_log([*own, {"account_id": "b", "hours": 200}, {"account_id": "c", "hours": 201}])

    found = partition(log, slices_of(log, np.array([0, 102]), np.arange(102, dtype=np.int32)))

    assert found.repeated.tolist() == [0]
    assert found.bits.tolist() == [0]
