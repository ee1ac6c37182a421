"""Traffic of strangers: one stream per account, from the models and addresses that it may use."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.simulation.draft import Draft
from stillwatch.simulation.flow import adoption, base_models, flow
from stillwatch.simulation.habits import API
from stillwatch.simulation.people import strangers
from stillwatch.simulation.rhythm import DAY
from stillwatch.simulation.tables import Streams


@pytest.fixture
def traffic(draft: Draft) -> Streams:
    """Streams of a thousand strangers with ten exchanges each."""
    people = strangers(draft, API, 0, 1000)
    tasks = draft.choices.shared(np.array([0]), 1000)
    return flow(draft, API, draft.admit(people), people, np.full(1000, 10), tasks)


def test_streams_start_and_end_with_their_accounts(traffic: Streams, draft: Draft) -> None:
    people = draft.accounts[0]

    assert (traffic.start >= np.maximum(people.created, 0) - 1).all()
    assert (traffic.end > traffic.start).all()
    closed = ~np.isnan(people.closed)
    assert (traffic.end[closed] <= np.maximum(people.closed[closed], traffic.start[closed] + 1)).all()


def test_every_stream_has_choices_of_everything(traffic: Streams) -> None:
    for n in (traffic.task_n, traffic.model_n, traffic.route_n, traffic.address_n, traffic.client_n, traffic.keys):
        assert n.min() >= 1


def test_rhythms_and_addresses_vary_between_strangers(traffic: Streams) -> None:
    assert len(np.unique(traffic.rhythm)) > 30
    assert traffic.address_n.max() > 3


def test_old_models_are_out_before_the_window(draft: Draft) -> None:
    base_models(draft, 500)
    days = np.array([release.day for release in draft.scenario.releases])

    assert (days[draft.choices.finish()] <= 0).all()


def test_adoption_waits_for_the_launch(draft: Draft) -> None:
    at, share, model = adoption(draft, 2000)
    adopters = np.isfinite(at)

    assert 0.4 < adopters.mean() < 0.6
    assert at[adopters].min() >= 11.6 * DAY
    assert share.max() <= 1
    assert {draft.scenario.releases[code].model for code in model} == {"aster-3"}
