"""Settling strangers: volumes with a heavy tail, tasks of their own."""

from __future__ import annotations

import numpy as np

from stillwatch.simulation.draft import Draft
from stillwatch.simulation.habits import API
from stillwatch.simulation.populations.settle import own_tasks, settle, some_fixed, volumes


def test_volumes_have_a_heavy_tail(draft: Draft) -> None:
    volume = np.sort(volumes(draft, API, 2000, 40_000))[::-1]

    assert volume.sum() == 40_000
    assert volume[:20].sum() > 0.2 * 40_000
    assert np.median(volume) < 12


def test_each_account_has_tasks_that_nobody_else_has(draft: Draft) -> None:
    tasks = own_tasks(draft, API, np.full(100, 20), system=1.0, template=1.0)

    assert tasks.n.min() >= 1
    assert len(np.unique(draft.choices.finish())) == tasks.n.sum()
    assert len(np.unique(draft.tasks[0].system)) == tasks.n.sum()


def test_strangers_are_added_to_the_draft(draft: Draft) -> None:
    volume = np.full(30, 4)
    people, traffic = settle(draft, 2, API, volume, own_tasks(draft, API, volume, system=0.0, template=0.0))

    assert draft.account_count == len(people.kind) == 30
    assert set(people.kind.tolist()) == {2}
    assert traffic.account.tolist() == list(range(30))


def test_fixed_text_goes_to_its_share(draft: Draft) -> None:
    column = some_fixed(draft, "app_system", np.full(500, -1), 0.3)

    assert 0.2 < (column >= 0).mean() < 0.4
