"""The ladder's table has a row for each climb, with what it found and what it cost."""

from __future__ import annotations

from stillwatch.evaluation.ladder import Climb, ladder_table
from stillwatch.evaluation.measures import Measures
from stillwatch.evaluation.trial import Trial

MEASURES = Measures(
    account_precision=1.0,
    account_recall=0.95,
    innocents_per_10k={"classroom": 0.5},
    innocents_restricted=0,
    exchange_precision=None,
    exchange_recall=0.5,
    campaigns=(),
    false_campaigns=0,
    merged_campaigns={},
    capability_accuracy=None,
)


def test_a_row_tells_the_climb() -> None:
    climb = Climb("mixing", 0.3, "30 % of throughput lost", Trial("ladder", "grammar", 7, 20_000, 3.0, MEASURES))
    lines = ladder_table([climb]).splitlines()

    assert len({line.count("|") for line in lines}) == 1
    assert lines[2] == (
        "| mixing | 0.3 | grammar | 7 | 0.9500 | 0.5000 | – | 0.50 (classroom) | 30 % of throughput lost |"
    )
