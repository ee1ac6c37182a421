"""The table has a row for each trial, keeps short ones and leaves a page's prose alone."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.evaluation.markdown import markdown_table, with_table
from stillwatch.evaluation.measures import CampaignMeasures, Measures
from stillwatch.evaluation.trial import Trial

MEASURES = Measures(
    account_precision=1.0,
    account_recall=1.0,
    innocents_per_10k={"classroom": 0.0, "power_user": 0.25},
    innocents_restricted=0,
    exchange_precision=1.0,
    exchange_recall=1.0,
    campaigns=(CampaignMeasures("A", 100, recall=1.0, precision=0.995, pieces=1, found_as="x"),),
    false_campaigns=0,
    merged_campaigns={},
    capability_accuracy=None,
)
TRIAL = Trial("record", "grammar", 101, 400_000, 31.4, MEASURES)


def test_a_row_tells_the_whole_trial() -> None:
    row = markdown_table([TRIAL]).splitlines()[2]

    assert row == (
        "| record | grammar | 101 | 400,000 | A: 1.0000 / 0.9950 / 1 | 0 | 0.25 (power_user) | – | 31 | met |"
    )


def test_a_row_that_falls_short_is_shown_and_marked() -> None:
    short = replace(TRIAL, measures=replace(MEASURES, false_campaigns=1))
    table = markdown_table([TRIAL, short])

    assert "**short**: 1 false campaign |" in table.splitlines()[3]
    assert "1 of 2 worlds meet their target" in table


def test_each_scenario_has_its_target_said_once() -> None:
    low = replace(MEASURES, campaigns=(replace(MEASURES.campaigns[0], recall=0.3),))
    table = markdown_table([TRIAL, replace(TRIAL, measures=low), replace(TRIAL, scenario="needle", measures=low)])

    assert "2 of 3 worlds meet their target" in table
    assert table.count("- `record`: each campaign found, exchange recall ≥ 0.97, precision ≥ 0.99") == 1
    assert table.count("- `needle`: each campaign found, whatever its recall, precision ≥ 0.95") == 1


def test_a_world_without_campaigns_says_so() -> None:
    quiet = replace(TRIAL, measures=replace(MEASURES, campaigns=()))

    assert "| none in this world |" in markdown_table([quiet])


def test_only_the_table_of_a_page_is_replaced() -> None:
    page = "# Title\n\n<!-- table: begin -->\nold\n<!-- table: end -->\n\nProse.\n"

    written = with_table(page, "new\n")

    assert written == "# Title\n\n<!-- table: begin -->\n\nnew\n\n<!-- table: end -->\n\nProse.\n"
    assert with_table(written, "new\n") == written


def test_a_page_without_markers_becomes_the_table() -> None:
    assert with_table("", "new\n") == "new\n"
