"""Growth is the slope of logarithms, and what misses a target is said so."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from growth import Measured, exponent, plot, report, write
from scan import ScanRun
from stillwatch.evaluation.measures import CampaignMeasures, Measures

FOUND = CampaignMeasures("S1", 1000, 0.95, 0.999, 1, "C-1")
WORTH = Measures(
    account_precision=1.0,
    account_recall=1.0,
    innocents_per_10k={},
    innocents_restricted=1,
    exchange_precision=1.0,
    exchange_recall=1.0,
    campaigns=(FOUND,),
    false_campaigns=0,
    merged_campaigns={},
    capability_accuracy=None,
    benign={"ordinary_api": 4000},
    innocents={"ordinary_api": 2},
)


def measured(millions: float, seconds: float) -> Measured:
    stages = {"read": 0.8 * seconds, "brief": 0.01}
    scan = ScanRun("0.1.0", int(1e6 * millions), 3, stages, seconds, 2 * seconds, int(1e9 * millions))
    return Measured(int(1e6 * millions), 1000, seconds / 2.5, scan, 0.1, WORTH)


@pytest.mark.parametrize("power", [0.5, 1.0, 1.3])
def test_the_exponent_of_a_power_is_that_power(power: float) -> None:
    sizes = [1e6, 3e6, 1e7]

    assert exponent(sizes, [size**power for size in sizes]) == pytest.approx(power)


def test_the_tables_tell_growth_and_targets() -> None:
    runs = [measured(1, 5), measured(5, 25), measured(10, 50)]
    text = report(runs)

    assert "| read | 4.0 | 20.0 | 40.0 | 1.00 |" in text
    assert "brief" not in text
    assert text.count("**not met**") == 1
    assert "| times decoding | ≤ 3 | 2.5 | met |" in text
    assert "**not met**" in report([replace(runs[-1], decode=1.0)])


def test_the_largest_world_is_judged() -> None:
    text = report([measured(1, 5), measured(5, 25)])

    assert text.count("| S1 | 1,000 | 0.9500 | 0.9990 | 1 |") == 1
    assert "Innocent accounts in a campaign: 2 of 4,000, 1 of them with a step" in text


def test_the_plot_is_drawn() -> None:
    root = ET.fromstring(plot([measured(1, 5), measured(10, 50)]))  # noqa: S314 - made here

    assert len(root.findall(".//{*}polyline")) == 3


def test_what_was_measured_so_far_is_written(tmp_path: Path) -> None:
    page, drawing = tmp_path / "scale.md", tmp_path / "growth.svg"
    page.write_text("before\n\n<!-- growth: begin -->\n<!-- growth: end -->\n\nafter\n", encoding="utf-8")
    first, second = measured(1, 5), measured(10, 50)

    write([first], page, drawing)
    write([first, second], page, drawing)

    assert report([first, second]).strip() in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").count("exponent") == report([first, second]).count("exponent")
    assert drawing.read_text(encoding="utf-8") == plot([first, second])
