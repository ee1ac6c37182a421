"""A life is told in order: each event leads from the state before it to that after it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.conduct import Conduct
from stillwatch.campaigns.history import Course, Event, Past, Step, history
from stillwatch.campaigns.lifecycle import TRANSITIONS, UNSEEN
from stillwatch.evidence.log import DAY, HOUR, UNKNOWN_TIME, Ints

CREW = 20


def course(hours: Ints, past: Past | None = None, *, closed: int | None = None, standby: bool = False) -> Course:
    """Twenty accounts send in turn in each of ``hours``; closed at ``closed``, twenty others may go on."""
    time = np.sort((hours[:, None] * HOUR + np.arange(CREW) * (HOUR // CREW)).ravel())
    account = np.tile(np.arange(CREW, dtype=np.int32), len(hours))
    shut = np.full(2 * CREW, UNKNOWN_TIME)
    if closed is not None:
        late = time >= closed
        kept = ~late | standby
        account[late] += CREW
        time, account = time[kept], account[kept]
        shut[:CREW] = closed
    conduct = Conduct(time, account, shut, np.zeros(2 * CREW, dtype=np.bool_))
    nothing = np.zeros(len(time), dtype=np.int32)
    return Course(conduct, nothing, nothing, ("m1", "m2"), int(hours[-1]) * HOUR + HOUR, past or Past())


def told(steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(step.event, step.state) for step in steps]


WEEK: Ints = np.arange(0, 168, dtype=np.int64)


def test_a_week_of_work_is_a_start_and_a_steady_life() -> None:
    assert told(history(course(WEEK))) == [("first_seen", "starting"), ("steady", "active")]


def test_a_wave_and_a_standby_pool() -> None:
    steps = history(course(WEEK, closed=100 * HOUR, standby=True))

    assert told(steps)[2:] == [("accounts_closed", "disrupted"), ("taken_over", "displaced"), ("steady", "active")]
    assert steps[2].text == "20 of its accounts (100 % of those open) closed in 0 minutes"
    assert steps[3].at < 101 * HOUR
    assert "accounts not seen before" in steps[3].text


def test_a_wave_that_nobody_takes_over_from_ends_it() -> None:
    steps = history(course(WEEK, closed=50 * HOUR))

    assert told(steps)[2:] == [("accounts_closed", "disrupted"), ("silent", "ended")]


def test_silence_and_its_end() -> None:
    hours = np.concatenate([np.arange(30), np.arange(120, 150)]).astype(np.int64)
    steps = history(course(hours))

    assert told(steps)[2:] == [("silent", "dormant"), ("resumed", "starting"), ("steady", "active")]
    assert "3.8 days" in steps[3].text


def test_other_texts_and_models_change_no_state() -> None:
    one = course(WEEK)
    later = (one.conduct.time >= 80 * HOUR).astype(np.int32)
    steps = history(replace(one, text=later, model=later))

    assert told(steps)[2:] == [("template_changed", "active"), ("model_switched", "active")]
    assert steps[3].text == "100 % of its exchanges moved to another model, most of them from m1 to m2"


def test_an_hour_is_no_steady_life() -> None:
    assert told(history(course(WEEK[:5]))) == [("first_seen", "starting")]


def test_a_log_that_follows_goes_on_from_the_kept_state() -> None:
    past = Past("active", last_seen=20 * HOUR, turned=0, shared="9 accounts")
    (step,) = history(course(WEEK[24:48], past))

    assert (step.at, step.event, step.state) == (24 * HOUR, "found_again", "active")
    assert step.text.endswith("with which it shares 9 accounts")


def test_a_day_of_work_may_lie_in_two_logs() -> None:
    past = Past("starting", last_seen=23 * HOUR, turned=HOUR)

    assert told(history(course(WEEK[24:30], past))) == [("found_again", "starting"), ("steady", "active")]


def test_a_silence_between_two_logs_is_told() -> None:
    past = Past("active", last_seen=10 * HOUR, turned=0)
    steps = history(course(WEEK[100:130], past))

    assert told(steps) == [("silent", "dormant"), ("found_again", "starting"), ("steady", "active")]
    assert steps[0].at == 10 * HOUR + 3 * DAY


def test_an_earlier_silence_ends_with_a_log_that_overlaps() -> None:
    past = Past("dormant", last_seen=110 * HOUR, turned=0)

    assert told(history(course(WEEK[100:120], past))) == [("resumed", "starting"), ("found_again", "starting")]


def test_a_wave_is_told_once_and_its_successors_are_seen_in_the_next_log() -> None:
    past = Past("disrupted", last_seen=99 * HOUR, turned=98 * HOUR, told=(98 * HOUR,))
    one = course(WEEK[100:110], past, closed=99 * HOUR, standby=True)
    closed = np.where(np.arange(2 * CREW) < CREW, 98 * HOUR, UNKNOWN_TIME)
    known = np.arange(2 * CREW) < CREW
    steps = history(replace(one, conduct=replace(one.conduct, closed=closed, known=known)))

    assert told(steps) == [("found_again", "disrupted"), ("taken_over", "displaced")]


def test_notices_come_after_what_they_are_about() -> None:
    steps = history(course(WEEK[:5]), [Event(0, "merged", "it holds two")])

    assert told(steps) == [("first_seen", "starting"), ("merged", "starting")]


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=60, unique=True),
    st.one_of(st.none(), st.tuples(st.integers(0, 400), st.booleans())),
    st.sampled_from(["", "starting", "active", "disrupted", "displaced", "dormant", "ended"]),
    st.integers(-200, 400),
)
def test_every_life_is_a_path_through_the_table(
    hours: list[int], wave: tuple[int, bool] | None, state: str, last: int
) -> None:
    past = Past(state, last_seen=last * HOUR, turned=(last - 3) * HOUR) if state else Past()
    sent = np.array(sorted(hours), dtype=np.int64)
    one = course(sent, past) if wave is None else course(sent, past, closed=wave[0] * HOUR, standby=wave[1])
    if not len(one.conduct.time):
        return

    at = state or UNSEEN
    for step in history(one):
        assert step.state == TRANSITIONS[at, step.event]
        at = step.state


@pytest.mark.parametrize("state", ["active", "displaced"])
def test_successors_of_a_wave_that_is_over_are_no_news(state: str) -> None:
    past = Past(state, last_seen=99 * HOUR, turned=98 * HOUR, told=(99 * HOUR,))

    assert "taken_over" not in dict(told(history(course(WEEK[90:110], past, closed=99 * HOUR, standby=True))))
