"""The section says the errors against the target, and has the figures of every bin."""

from __future__ import annotations

from stillwatch.evaluation.calibration_page import ACCOUNTS, CAMPAIGNS, SORTED, calibration_section, diagram
from stillwatch.evaluation.claims import Claim, Claims

CLAIMS = Claims(
    campaigns=(Claim(0.6, 0, 1), Claim(0.999, 9, 9)),
    sorted_campaigns=(Claim(0.6, 0, 1), Claim(0.999, 6, 9)),
    accounts=(Claim(0.0, 10, 990), Claim(0.99, 99, 100)),
    unresolved=3,
    unresolved_right=1,
)


def test_what_misses_the_target_is_marked() -> None:
    text = calibration_section(CLAIMS, "2 worlds", "images/x.svg")

    assert "| campaigns told, by `confidence` | 10 | 0.9591 | 0.9000 | 0.0609 | **short** |" in text
    assert "| the same, judged by their exchanges | 10 | 0.9591 | 0.6000 | 0.3591 | **short** |" in text
    assert "| accounts in campaigns, by `score` | 100 | 0.9900 | 0.9900 | 0.0000 | met |" in text
    assert "| all accounts, by `score` | 1,090 |" in text
    assert "](images/x.svg)" in text
    assert "Unresolved groups: 3; in 1 of them" in text


def test_nothing_told_is_nothing_to_judge() -> None:
    assert "| campaigns told, by `confidence` | 0 | – | – | – | nothing to judge |" in calibration_section(
        Claims(), "no worlds", "x"
    )


def test_the_diagram_has_a_panel_for_each_kind() -> None:
    text = diagram(CLAIMS)

    assert CAMPAIGNS in text
    assert ACCOUNTS in text
    assert SORTED in text
    assert text.count("<circle") == 5
