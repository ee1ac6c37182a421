"""The life cycle of a campaign: one literal table of what happens in which state, and the state that follows."""

from __future__ import annotations

from typing import Final

UNSEEN: Final = "unseen"
"""Before its first exchange; the state in which every life begins."""

STATES: Final = {
    "starting": "It has worked for less than a day.",
    "active": "It has worked for a day with no wave of closures since.",
    "disrupted": "A wave of closures hit its accounts, and no others have taken over so far.",
    "displaced": "Accounts that were not seen before have taken over from closed ones, less than a day ago.",
    "dormant": "It has sent nothing for three days, and no wave of closures explains that.",
    "ended": "It has sent nothing for three days since a wave of closures that nobody took over from.",
}

EVENTS: Final = {
    "first_seen": "its first exchange",
    "found_again": "its first exchange after all that an earlier result saw of it",
    "steady": "a day of work since it started, was hit or moved; after a wave, with half of its traffic or more",
    "accounts_closed": "five or more of its accounts, and a tenth of them at least, closed within six hours",
    "taken_over": "accounts first seen after such a wave send a good part of what the closed ones sent",
    "template_changed": "half of its exchanges or more carry other fixed texts than before",
    "model_switched": "three in ten of its exchanges or more ask for other models than before",
    "silent": "three days without an exchange",
    "resumed": "its first exchange after such a silence",
    "merged": "it holds what an earlier result told as several campaigns",
    "split": "it was a part of another campaign in an earlier result",
}

TRANSITIONS: Final = {
    ("unseen", "first_seen"): "starting",
    ("starting", "found_again"): "starting",
    ("starting", "steady"): "active",
    ("starting", "accounts_closed"): "disrupted",
    ("starting", "template_changed"): "starting",
    ("starting", "model_switched"): "starting",
    ("starting", "silent"): "dormant",
    ("starting", "merged"): "starting",
    ("starting", "split"): "starting",
    ("active", "found_again"): "active",
    ("active", "accounts_closed"): "disrupted",
    ("active", "taken_over"): "displaced",
    ("active", "template_changed"): "active",
    ("active", "model_switched"): "active",
    ("active", "silent"): "dormant",
    ("active", "merged"): "active",
    ("active", "split"): "active",
    ("disrupted", "found_again"): "disrupted",
    ("disrupted", "steady"): "active",
    ("disrupted", "accounts_closed"): "disrupted",
    ("disrupted", "taken_over"): "displaced",
    ("disrupted", "template_changed"): "disrupted",
    ("disrupted", "model_switched"): "disrupted",
    ("disrupted", "silent"): "ended",
    ("disrupted", "merged"): "disrupted",
    ("disrupted", "split"): "disrupted",
    ("displaced", "found_again"): "displaced",
    ("displaced", "steady"): "active",
    ("displaced", "accounts_closed"): "disrupted",
    ("displaced", "taken_over"): "displaced",
    ("displaced", "template_changed"): "displaced",
    ("displaced", "model_switched"): "displaced",
    ("displaced", "silent"): "dormant",
    ("displaced", "merged"): "displaced",
    ("displaced", "split"): "displaced",
    ("dormant", "found_again"): "starting",
    ("dormant", "accounts_closed"): "dormant",
    ("dormant", "resumed"): "starting",
    ("ended", "found_again"): "starting",
    ("ended", "accounts_closed"): "ended",
    ("ended", "resumed"): "starting",
}
"""What follows on each event in each state in which it can happen; an event that is not here cannot happen there."""


def possible(state: str, event: str) -> bool:
    """Whether ``event`` can happen in ``state``."""
    return (state, event) in TRANSITIONS


def after(state: str, event: str) -> str:
    """The state that follows on ``event``; a ``KeyError`` where it cannot happen in ``state``."""
    return TRANSITIONS[state, event]
