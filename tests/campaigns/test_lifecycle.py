"""The table of a campaign's life is whole: every state can be reached and left, every event happens somewhere."""

from __future__ import annotations

import pytest

from stillwatch.campaigns.lifecycle import EVENTS, STATES, TRANSITIONS, UNSEEN, after, possible

ASLEEP = ("dormant", "ended")
WAKING = ("found_again", "accounts_closed", "resumed")
IMPOSSIBLE = {
    ("starting", "taken_over"),
    ("active", "steady"),
    *((state, "first_seen") for state in STATES),
    *((state, "resumed") for state in STATES if state not in ASLEEP),
    *((state, event) for state in ASLEEP for event in EVENTS if event not in WAKING),
}


def test_every_name_in_the_table_is_explained() -> None:
    assert {state for state, _ in TRANSITIONS} == {UNSEEN, *STATES}
    assert set(TRANSITIONS.values()) == set(STATES)
    assert {event for _, event in TRANSITIONS} == set(EVENTS)


def test_every_state_can_be_reached_from_the_beginning() -> None:
    reached = {UNSEEN}
    for _ in STATES:
        reached |= {right for (left, _), right in TRANSITIONS.items() if left in reached}

    assert reached == {UNSEEN, *STATES}


def test_no_state_is_a_dead_end() -> None:
    for state in STATES:
        assert any(right != state for (left, _), right in TRANSITIONS.items() if left == state)


def test_what_is_not_in_the_table_is_what_cannot_happen() -> None:
    missing = {(state, event) for state in STATES for event in EVENTS if not possible(state, event)}

    assert missing == IMPOSSIBLE
    assert [event for event in EVENTS if possible(UNSEEN, event)] == ["first_seen"]


def test_what_cannot_happen_has_no_state_after_it() -> None:
    assert after("active", "accounts_closed") == "disrupted"
    with pytest.raises(KeyError):
        after("active", "resumed")
