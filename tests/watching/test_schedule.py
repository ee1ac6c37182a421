"""Looks at everything add up to a bounded multiple of the log; an alarm that was answered does not ring again soon."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.watching.focus import Alarm
from stillwatch.watching.ledger import Ledger, Look, Segment
from stillwatch.watching.schedule import GROWTH, due, unanswered


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=400))
def test_each_exchange_is_looked_at_nine_times_on_average_at_most(hours: list[int]) -> None:
    rows, looked, look = 0, 0, None
    for number, hour in enumerate(hours):
        rows += hour
        if due(look, rows):
            look = Look(number, 0, rows)
            looked += rows

    assert looked <= (1 + 1 / GROWTH) * rows


def test_the_first_is_due() -> None:
    assert due(None, 0)
    assert not due(Look(1, 0, 80), 89)
    assert due(Look(1, 0, 80), 90)


def test_an_answered_alarm_is_silent_until_the_log_has_grown(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.duckdb")
    same, other = Alarm(("a", "b", "c", "d"), None), Alarm(("a", "x", "y", "z"), None)
    facts = dict.fromkeys(("read", "accepted", "rejected", "again", "late", "seconds"), 0)
    ledger.add_run(1, facts, [], [Segment("s", 0, 1, 1000)], [])
    ledger.add_answered(["a", "b", "c"], 1000)

    assert unanswered([same, other], ledger) == (other,)
    ledger.add_run(2, facts, [], [Segment("t", 2, 3, 40)], [])
    assert unanswered([same, other], ledger) == (same, other)
    ledger.close()
