"""The innocent explanations of a campaign as a table, the best fitting first."""

from __future__ import annotations

from rich.console import Console

from stillwatch.records.evidence import Alternative
from stillwatch.report.terminal_alternatives import alternatives_table


def test_the_best_fitting_stands_first_with_its_outcome() -> None:
    worse, better = Alternative("classroom", 1.0, 9.0, "A class ends."), Alternative("reseller", 5.0, 4.0, "One payer.")
    console = Console(width=200, no_color=True)

    with console.capture() as capture:
        console.print(alternatives_table([worse, better]))

    text = capture.get()
    assert text.index("honest reseller") < text.index("classroom")
    assert "not ruled out: One payer." in text
    assert "fits less well, by 8.0 bits: A class ends." in text
