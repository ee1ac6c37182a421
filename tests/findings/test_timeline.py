"""Equal steps whose counts add up to the campaign."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.log import DAY, HOUR, UNKNOWN_TIME
from stillwatch.findings.timeline import MOST_STEPS, STEPS, timeline

BEGIN = 1_780_000_000_000_000
EVENTS = st.lists(st.tuples(st.integers(0, 60 * DAY), st.integers(0, 4)), min_size=1, max_size=50)
NONE = np.full(5, UNKNOWN_TIME)


@given(EVENTS)
def test_exchanges_add_up_and_fall_into_their_steps(events: list[tuple[int, int]]) -> None:
    events.sort()
    time = np.array([BEGIN + when for when, _ in events], dtype=np.int64)
    account = np.array([who for _, who in events], dtype=np.int32)

    found = timeline(time, account, NONE)

    assert sum(found.exchanges) == len(events)
    assert len(found.exchanges) == len(found.accounts) <= MOST_STEPS + 1
    assert found.step_seconds * 1_000_000 in STEPS
    step = timedelta(seconds=found.step_seconds)
    place = [
        (int(when) - int(found.start.timestamp()) * 1_000_000) // (found.step_seconds * 1_000_000) for when in time
    ]
    for i, (exchanges, accounts) in enumerate(zip(found.exchanges, found.accounts, strict=True)):
        inside = [who for at, who in zip(place, account.tolist(), strict=True) if at == i]
        assert (exchanges, accounts) == (len(inside), len(set(inside)))
    assert found.start + step * len(found.exchanges) > found.start


def test_short_campaigns_have_fine_steps() -> None:
    for days, step in ((2, HOUR), (18, 3 * HOUR), (200, 7 * DAY)):
        time = np.array([BEGIN, BEGIN + days * DAY])

        assert timeline(time, np.zeros(2, dtype=np.int32), NONE).step_seconds == step // 1_000_000


def test_closures_are_counted_by_the_hour_within_the_span() -> None:
    start = BEGIN // HOUR * HOUR
    time = np.array([start, start + 3 * DAY])
    closed = np.array([start + HOUR + 5, start + HOUR + 9, start + 2 * DAY, start - DAY, start + 9 * DAY])

    found = timeline(time, np.zeros(2, dtype=np.int32), np.append(closed, UNKNOWN_TIME))

    assert [count for _, count in found.closures] == [2, 1]
    assert found.closures[0][0] == found.start + timedelta(hours=1)
