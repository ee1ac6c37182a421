"""The page shows who finds most, also where that is not us, and counts ties as ties."""

from __future__ import annotations

from baselines.interface import Baseline, Log, Verdict, ungrouped
from baselines.operating_point import Accused
from baselines.page import Row, report, rows_at, standing, table
from baselines.trials import Found, Trial, World
from stillwatch.simulation import parse_steps

AHEAD = Row("one", {"stillwatch": 1.0, "A": 0.5}, 0)
LEVEL = Row("two", {"stillwatch": 0.5, "A": 0.503}, 1)
BEHIND = Row("three", {"stillwatch": 0.25, "A": 0.5}, 0)
NOBODY = Row("four", {"stillwatch": 0.0, "A": 0.0}, 0)


def never(log: Log) -> Verdict:
    """A baseline's function that no page calls."""
    return ungrouped(log.seconds.astype(float))


def trial(seed: int, ours: int, theirs: int, rung: str | None = None) -> Trial:
    """A trial with ten accounts of the campaign, found by us and by A at a budget of 1."""
    world = World(parse_steps([rung])[0] if rung else None, 1000, seed, None)
    we, they = Found({1: Accused(ours, 2)}, (ours, ours + 1), 3.0), Found({1: Accused(theirs, 0)}, (0, 0), 1.0)
    return Trial(world, 10, 90, we, {"A": they})


def test_the_highest_is_bold_and_ties_all_are() -> None:
    lines = table([AHEAD, LEVEL, BEHIND, NOBODY]).splitlines()

    assert lines[2:] == [
        "| `one` | **1.00** (0) | 0.50 |",
        "| `two` | **0.50** (1) | **0.50** |",
        "| `three` | 0.25 (0) | **0.50** |",
        "| `four` | 0.00 (0) | 0.00 |",
    ]


def test_where_we_are_behind_is_said() -> None:
    said = standing([AHEAD, LEVEL, BEHIND, NOBODY])

    assert "Of 4 rungs, stillwatch alone finds most on 1, as many as the best baseline on 1" in said
    assert "fewer than the best baseline on 1: `three` (A 0.50, stillwatch 0.25)." in said
    assert said.endswith("Nobody finds an account on `four`.")


def test_seeds_of_one_rung_are_one_row() -> None:
    rows = rows_at(1, [trial(1, 10, 2), trial(2, 5, 4), trial(1, 0, 0, "mixing=0.3")])

    assert [row.rung for row in rows] == ["none", "mixing=0.3"]
    assert rows[0].recall == {"stillwatch": 0.75, "A": 0.3}
    assert rows[0].innocents == 4


def test_the_report_says_what_was_run() -> None:
    said = report([trial(1, 10, 2), trial(2, 5, 4)], [Baseline("A", "what", "whom", never)], [1], 120)

    assert (
        "2 simulated worlds of 1,000 exchanges, seeds 1, 2, each with 10 accounts of the campaign and 90 benign" in said
    )
    assert "| stillwatch | the scan of this project | – | 3.0 | 15 | 2 |" in said
    assert "| A | what | whom | 1.0 | – | – |" in said
    assert "### 1 per 10,000, grammar prompts" in said
