"""Groups act together: an enterprise behind one card and range, a class in the same hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.simulation.populations.groups import classroom, enterprise_batch, hackathon
from stillwatch.simulation.rhythm import DAY


def subnets(made: Any) -> int:
    """How many /24 the streams use."""
    flat, addresses = made.draft.choices.finish(), made.draft.addresses.finish()
    places = [
        place
        for at, n in zip(made.streams.address_at, made.streams.address_n, strict=True)
        for place in flat[at : at + n]
    ]
    return len(set((addresses.number[np.array(places)] >> 8).tolist()))


def test_an_enterprise_has_one_card_one_range_one_rhythm(enrolled: Callable[..., Any]) -> None:
    made = enrolled(enterprise_batch, 12, 900)

    assert len(set(made.accounts.payment.tolist())) == 1
    assert len(set(made.accounts.domain.tolist())) == 1
    assert len(set(made.streams.rhythm.tolist())) == 1
    assert len(set(made.streams.task_at.tolist())) == 1
    assert subnets(made) == 1


def test_some_enterprises_leave_the_organization_out(enrolled: Callable[..., Any]) -> None:
    organization = enrolled(enterprise_batch, 600, 9000).accounts.organization

    assert 0.1 < (organization < 0).mean() < 0.9


def test_a_class_signs_up_in_a_week_and_meets_in_an_hour(enrolled: Callable[..., Any]) -> None:
    made = enrolled(classroom, 18, 400)
    grid = made.draft.rhythms.grids[int(made.streams.rhythm[0])]

    assert np.percentile(made.accounts.created, 90) - np.percentile(made.accounts.created, 10) < 8 * DAY
    assert np.sort(grid)[::-1][: 4 * 13].sum() > 0.8 * grid.sum()
    assert subnets(made) == 1


def test_a_hackathon_has_free_plans_and_many_mail_domains(enrolled: Callable[..., Any]) -> None:
    made = enrolled(hackathon, 80, 900)

    assert (made.accounts.plan == 0).mean() > 0.6
    assert len(set(made.accounts.domain.tolist())) > 15
