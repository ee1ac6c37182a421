"""A step is recorded whole or not at all, and what was recorded is there when the file is opened again."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from stillwatch.evidence.log import HOUR
from stillwatch.watching.ledger import Ledger, Look, Segment

FACTS = {"read": 12, "accepted": 10, "rejected": 2, "again": 1, "late": 3, "seconds": 0.5, "sources": ["a"]}
FIRST, SECOND = Segment("1-a", 5, HOUR + 5, 6), Segment("1-b", 2 * HOUR, 2 * HOUR, 4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one run."""
    ledger = Ledger(tmp_path / "l.duckdb")
    with ledger.step():
        hours = [(0, "1-a", 2), (1, "1-a", 4), (2, "1-b", 4)]
        ledger.add_run(1, FACTS, [("/logs/a", 100, 7)], [FIRST, SECOND], hours)
    ledger.close()
    return tmp_path / "l.duckdb"


def test_a_run_is_there_again(path: Path) -> None:
    ledger = Ledger(path)

    assert ledger.files() == {"/logs/a": (100, 7)}
    assert ledger.facts() == [FACTS]
    assert ledger.segments() == (FIRST, SECOND)
    assert ledger.segments(since=2 * HOUR) == (SECOND,)
    assert ledger.segments_of_hour(HOUR + 1) == ("1-a",)
    assert (ledger.rows(), ledger.newest(), ledger.next_run()) == (10, 2 * HOUR, 2)
    ledger.close()


def test_a_step_that_fails_leaves_nothing(path: Path) -> None:
    ledger = Ledger(path)
    with pytest.raises(duckdb.ConstraintException), ledger.step():
        _added_twice(ledger, Segment("2-a", 0, 0, 9))

    assert ledger.rows() == 10
    ledger.close()


def test_what_came_after_a_look_is_dealt_once(path: Path) -> None:
    ledger, later = Ledger(path), Segment("2-a", 9, 9, 5)
    look = Look(1, 2 * HOUR, 10)
    ledger.add_look(look, 1, 0.1, "first")
    ledger.add_found({"C-1": 5}, 1)
    ledger.add_found({"C-1": 9, "C-2": 9}, 1)
    ledger.add_run(2, FACTS, [], [later], [])

    assert ledger.look() == look
    assert ledger.found() == {"C-1": 5, "C-2": 9}
    assert ledger.not_dealt(look) == (later,)
    ledger.add_dealt(later, {"C-1": 3})
    assert (ledger.not_dealt(look), ledger.dealt()) == ((), {"C-1": 3})
    ledger.add_look(Look(2, 2 * HOUR, 15), 2, 0.1, "grown")
    assert (ledger.dealt(), ledger.look()) == ({}, Look(2, 2 * HOUR, 15))
    ledger.close()


def test_merged_segments_have_all_hours(path: Path) -> None:
    ledger = Ledger(path)
    ledger.replace((FIRST, SECOND), Segment("all", 5, 2 * HOUR, 10))

    assert ledger.segments() == (Segment("all", 5, 2 * HOUR, 10),)
    assert [ledger.segments_of_hour(hour * HOUR) for hour in range(4)] == [("all",), ("all",), ("all",), ()]
    ledger.close()


def _added_twice(ledger: Ledger, segment: Segment) -> None:
    ledger.add_run(2, FACTS, [], [segment], [])
    ledger.add_run(3, FACTS, [], [segment], [])
