"""The diagram is well-formed, says its figures in words, and has both color schemes."""

from __future__ import annotations

from xml.etree import ElementTree as ET  # what is parsed here was written by this test's own call

from stillwatch.evaluation.calibration import Bin
from stillwatch.evaluation.reliability_diagram import LEFT, PANEL, SIDE, TOP, reliability_diagram

SVG = "{http://www.w3.org/2000/svg}"


def test_points_stand_where_their_figures_are() -> None:
    drawn = ET.fromstring(reliability_diagram([("A", [Bin(0.4, 0.6, 0.5, 1.0, 4)]), ("B <b>", [])]))  # noqa: S314 -- own text

    points = drawn.findall(f"{SVG}circle")
    assert [(point.get("cx"), point.get("cy")) for point in points] == [(f"{LEFT + SIDE / 2:.1f}", f"{TOP:.1f}")]
    assert drawn.get("width") == str(2 * PANEL)


def test_it_is_told_in_words_and_readable_in_the_dark() -> None:
    text = reliability_diagram([("Campaigns", [Bin(0.9, 1.0, 0.95, 0.9, 40)])])

    assert "Campaigns: said 0.950, true 0.900, 40 claims." in text
    assert 'role="img"' in text
    assert "prefers-color-scheme:dark" in text
    assert "no claims" in reliability_diagram([("Nothing", [])])
