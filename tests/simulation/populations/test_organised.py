"""Honest groups share what campaigns share, and each what such a group has in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.simulation.populations.organised import incubator, outsourced_raters, remote_hackathon, vendor_shops
from stillwatch.simulation.rhythm import DAY


def lines(made: Any) -> int:
    """How many /24 the first stream uses."""
    flat, addresses = made.draft.choices.finish(), made.draft.addresses.finish()
    at, n = int(made.streams.address_at[0]), int(made.streams.address_n[0])
    return len(set((addresses.number[flat[at : at + n]] >> 8).tolist()))


def test_raters_have_few_cards_one_rubric_and_an_office_with_two_lines(enrolled: Callable[..., Any]) -> None:
    made = enrolled(outsourced_raters, 20, 3000)

    assert len(set(made.accounts.payment.tolist())) <= 4
    assert len(set(made.streams.task_at.tolist())) == 1
    assert len(set(made.streams.rhythm.tolist())) == 1
    assert lines(made) == 2


def test_shops_have_their_own_cards_and_half_of_them_the_vendors_device(enrolled: Callable[..., Any]) -> None:
    made = enrolled(vendor_shops, 25, 1000)
    devices, cards = Counter(made.accounts.device.tolist()), Counter(made.accounts.payment.tolist())

    assert 6 <= max(n for device, n in devices.items() if device >= 0) <= 19
    assert 3 <= max(n for card, n in cards.items() if card >= 0) <= 16
    assert len(set(made.accounts.signup_address.tolist())) == 1
    assert lines(made) == 3


def test_an_incubator_signs_up_in_a_week_on_its_own_cards(enrolled: Callable[..., Any]) -> None:
    made = enrolled(incubator, 15, 3000)

    assert np.ptp(made.accounts.created) <= 5 * DAY
    assert len(set(made.accounts.payment.tolist())) <= 4
    assert lines(made) == 2


def test_a_remote_hackathon_is_a_weekend_of_teams_who_are_everywhere(enrolled: Callable[..., Any]) -> None:
    made = enrolled(remote_hackathon, 60, 4000)
    grid = made.draft.rhythms.grids[int(made.streams.rhythm[0])]
    teams = Counter(made.accounts.payment.tolist())

    assert np.sort(grid)[::-1][: 54 * 4].sum() > 0.95 * grid.sum()
    assert max(teams.values()) <= 6
    assert len(teams) >= 10
    assert len(set(made.streams.address_at.tolist())) == 60
