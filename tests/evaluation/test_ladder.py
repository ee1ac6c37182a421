"""The ladder's table has a row for each climb, with what it found, what it cost and the bar for it."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.evaluation.bars import ALL_RUNGS, ONE_RUNG
from stillwatch.evaluation.ladder import Climb, innocents, ladder_table
from stillwatch.evaluation.measures import CampaignMeasures, Measures
from stillwatch.evaluation.trial import Trial

MEASURES = Measures(
    account_precision=1.0,
    account_recall=0.95,
    innocents_per_10k={"classroom": 0.5},
    innocents_restricted=0,
    exchange_precision=None,
    exchange_recall=0.5,
    campaigns=(CampaignMeasures("L1", 100, recall=0.4, precision=1.0, pieces=2, found_as="x"),),
    false_campaigns=0,
    merged_campaigns={},
    capability_accuracy=None,
    benign={"classroom": 20_000, "developer": 180_000},
    innocents={"classroom": 1, "developer": 0},
)
TRIAL = Trial("ladder", "grammar", 7, 20_000, 3.0, MEASURES)
MIXING = Climb("mixing", 0.3, 0.7, "30 % of throughput lost", ONE_RUNG, TRIAL)
WRONG = replace(MEASURES, account_recall=0.5, innocents={"classroom": 1, "developer": 2})
ALL = Climb("everything", 1.0, 1.0, "much", ALL_RUNGS, replace(TRIAL, measures=WRONG))


def test_a_row_tells_the_climb() -> None:
    lines = ladder_table([MIXING]).splitlines()

    assert len({line.count("|") for line in lines[:3]}) == 1
    assert lines[2] == (
        "| mixing<br>campaign is 70 % of its accounts' traffic | 0.3 | grammar | 7 | 0.9500 | 0.5000 | – | 2 "
        "| 0.50 (1 classroom) | 30 % of throughput lost | account recall ≥ 0.95 | met |"
    )


def test_a_row_says_where_it_falls_short() -> None:
    line = ladder_table([ALL]).splitlines()[2]

    assert line.startswith("| everything | 1 |")
    assert line.endswith(
        "| account recall ≥ 0.6 | **short**: account recall 0.5000; 1.50 innocents per 100,000; innocents of 2 kinds |"
    )


def test_below_the_rows_stands_what_they_say_together() -> None:
    lines = ladder_table([MIXING, ALL], "as said.").splitlines()[5:]

    assert lines[0] == "- one rung or none: 1 of 1 rows meet their bar; the lowest account recall is 0.9500."
    assert lines[1] == "- everything: 0 of 1 rows meet their bar; the lowest account recall is 0.5000."
    assert lines[2].startswith(
        "- innocents of all rows: 4 of 400,000 benign accounts, that is 1.00 (2 classroom, 2 developer) per 100,000; "
        "the bar is 1, in no more than 1 kind: **short**."
    )
    assert lines[3] == "- as said."


def test_no_innocent_is_a_plain_zero() -> None:
    assert innocents({"classroom": 0}, {"classroom": 10}) == "0"
