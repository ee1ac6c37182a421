"""What happened to a campaign, in order, and the state that each event led to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.conduct import (
    SILENCE,
    WAVE,
    Conduct,
    Takeover,
    Wave,
    silences,
    steady_from,
    takeover,
    waves,
)
from stillwatch.campaigns.lifecycle import EVENTS, UNSEEN, after, possible
from stillwatch.campaigns.shifts import Shift, shifts
from stillwatch.evidence.log import DAY, HOUR, Codes, Ints

OTHER_TEXTS: Final = 0.5
OTHER_MODELS: Final = 0.3
"""Least part of a campaign's exchanges that changes its fixed texts, or its model, for that to be an event."""
TURNS: Final = ("first_seen", "resumed", "accounts_closed", "taken_over")
"""Events from which a day of work is counted."""
ASLEEP: Final = ("dormant", "ended")
SILENT: Final = "three days without an exchange"
LONG: Final = 100
"""Minutes from which a span is told in hours."""
ORDER: Final = {name: place for place, name in enumerate(EVENTS)}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened ``at`` a time, in words."""

    at: int
    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """An event and the state that it led to."""

    at: int
    event: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Past:
    """What is kept of earlier results: the state they led to, the last exchange they saw, and when their last turn was.

    ``told`` are the waves of closures among their events; ``shared`` says by what the campaign was known again. With
    nothing kept, ``state`` is that of every beginning.
    """

    state: str = UNSEEN
    last_seen: int | None = None
    turned: int | None = None
    told: tuple[int, ...] = ()
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A campaign's conduct with the fixed text and the model of each exchange, and when its log ends.

    ``text`` is -1 where an exchange has none; ``model`` is a place in ``models``.
    """

    conduct: Conduct
    text: Codes
    model: Codes
    models: Sequence[str]
    end: int
    past: Past = Past()


def history(course: Course, notices: Sequence[Event] = ()) -> tuple[Step, ...]:
    """The events of ``course`` and the ``notices`` about it, with those of steady work in between."""
    events = sorted([*notices, *_seen(course)], key=lambda one: (one.at, ORDER[one.event]))
    turns = [(one.at, one.event == "accounts_closed") for one in events if one.event in (*TURNS, "silent")]
    steps: list[Step] = []
    state, due = course.past.state, _due(course, turns, course.past.turned)
    for one in events:
        if due is not None and due <= one.at:
            state, due = _add(steps, state, _steady(due)), None
        anew = one.event in TURNS or (one.event == "found_again" and state in ASLEEP)
        if possible(state, one.event) and anew:
            due = _due(course, turns, one.at)
        state = _add(steps, state, one)
    if due is not None:
        _add(steps, state, _steady(due))
    return tuple(steps)


def _due(course: Course, turns: Sequence[tuple[int, bool]], turned: int | None) -> int | None:
    """When the work since the turn will have been steady for a day, in this log or before it."""
    if turned is None:
        return None
    time, last = course.conduct.time, course.past.last_seen
    due = steady_from(time if last is None else np.append(time, last), turns, turned)
    return due if due is None or turned >= time[0] else max(due, int(time[0]))


def _add(steps: list[Step], state: str, one: Event) -> str:
    """Add the event where it can happen, and give the state after it."""
    if not possible(state, one.event):
        return state
    steps.append(Step(one.at, one.event, after(state, one.event), one.text))
    return steps[-1].state


def _steady(at: int) -> Event:
    return Event(at, "steady", "it has worked for a day since")


def _seen(course: Course) -> Iterator[Event]:
    time, past = course.conduct.time, course.past
    if past.state == UNSEEN:
        yield Event(int(time[0]), "first_seen", "its first exchange in this log")
    if past.state in ASLEEP and past.last_seen is not None and time[0] <= past.last_seen:
        yield Event(int(time[0]), "resumed", "its first exchange after a silence that an earlier result saw")
    if past.last_seen is not None:
        yield from _again(time, past.last_seen, past.shared)
    yield from _closures(course)
    for shift in shifts(time, course.text, OTHER_TEXTS):
        yield Event(shift.at, "template_changed", f"{_percent(shift.moved)} of its exchanges carry other fixed texts")
    for shift in shifts(time, course.model, OTHER_MODELS):
        yield Event(shift.at, "model_switched", _moved(shift, course.models))
    for at, again in silences(time, course.end):
        yield Event(at, "silent", SILENT)
        if again is not None:
            yield Event(again, "resumed", f"its first exchange in {_days(again - at + SILENCE)}")


def _again(time: Ints, last: int, shared: str) -> Iterator[Event]:
    """The first exchange after the ``last`` that an earlier result saw, and the silence before this log."""
    if time[0] > last + SILENCE:
        yield Event(last + SILENCE, "silent", SILENT)
    later = time[time > last]
    if len(later):
        yield Event(
            int(later[0]), "found_again", f"its first exchange after an earlier result, with which it shares {shared}"
        )


def _closures(course: Course) -> Iterator[Event]:
    for wave in waves(course.conduct):
        told = any(abs(wave.start - at) <= WAVE for at in course.past.told)
        if not told:
            yield Event(wave.start, "accounts_closed", _closed(wave))
        found = takeover(course.conduct, wave)
        if found is not None and not (told and course.past.state != "disrupted"):
            yield Event(found.at, "taken_over", _taken_over(found, wave))


def _taken_over(found: Takeover, wave: Wave) -> str:
    share, since = _percent(found.share), _hours(found.at - wave.start)
    return (
        f"{found.accounts} accounts not seen before made {share} of its latest exchanges {since} after the wave began"
    )


def _closed(wave: Wave) -> str:
    return (
        f"{wave.closed} of its accounts ({_percent(wave.part)} of those open) closed in {_hours(wave.end - wave.start)}"
    )


def _moved(shift: Shift, models: Sequence[str]) -> str:
    route = f"from {models[shift.left]} to {models[shift.came]}"
    return f"{_percent(shift.moved)} of its exchanges moved to another model, most of them {route}"


def _percent(part: float) -> str:
    return f"{100 * part:.0f} %"


def _hours(span: int) -> str:
    minutes = round(span / HOUR * 60)
    return f"{minutes} minutes" if minutes < LONG else f"{span / HOUR:.1f} hours"


def _days(span: int) -> str:
    return f"{span / DAY:.1f} days"
