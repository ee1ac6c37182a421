"""Ordinary clients differ from each other as people, applications and developers do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from stillwatch.simulation.columns import stack
from stillwatch.simulation.populations.ordinary import developer, ordinary_api, ordinary_console
from stillwatch.simulation.vocabulary import ROUTES


@pytest.mark.parametrize("kind", [ordinary_console, ordinary_api, developer])
def test_the_accounts_and_exchanges_asked_for_are_there(enrolled: Callable[..., Any], kind: Any) -> None:
    made = enrolled(kind, 200, 3000)

    assert len(made.accounts.kind) == 200
    assert made.streams.volume.sum() == 3000
    assert (made.streams.campaign < 0).all()


def test_people_use_the_console(enrolled: Callable[..., Any]) -> None:
    made = enrolled(ordinary_console, 300, 3000)
    main = made.draft.choices.finish()[made.streams.route_at]

    assert (main == ROUTES.index("console")).mean() > 0.85


def test_developers_talk_longer_and_with_tools(enrolled: Callable[..., Any]) -> None:
    made = enrolled(developer, 300, 3000)

    assert made.streams.turns.mean() > 3.5
    assert (stack(made.draft.tasks).tools >= 0).mean() > 0.5


def test_the_top_five_of_a_hundred_applications_send_most(enrolled: Callable[..., Any]) -> None:
    # ServeGen, 109 production clients: the top five make 43-77 % of requests.
    volume = enrolled(ordinary_api, 3000, 60_000).streams.volume
    rng = np.random.default_rng(1)
    shares = []
    for _ in range(200):
        sample = np.sort(rng.choice(volume, 109, replace=False))[::-1]
        shares.append(sample[:5].sum() / sample.sum())

    assert 0.35 < np.median(shares) < 0.77
