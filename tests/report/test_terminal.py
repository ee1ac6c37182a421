"""The terminal tells a result completely, plainly and harmlessly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from stillwatch.records.errors import UsageError
from stillwatch.report.terminal import campaign_table, explain_account, explain_campaign

if TYPE_CHECKING:
    from rich.console import RenderableType

    from stillwatch.records.result import ScanResult


def shown(renderable: RenderableType, width: int = 120, *, colour: bool = False) -> str:
    console = Console(width=width, force_terminal=colour, color_system="truecolor" if colour else None)
    with console.capture() as captured:
        console.print(renderable)
    return captured.get()


def test_the_table_has_every_campaign_and_its_figures(three: ScanResult) -> None:
    text = shown(campaign_table(three)).replace("\xa0", " ")
    for part in ("c-7f31", "c-20be", "c-e5a8", "130,000", "2,412", "0.997", "almost certain", "0.71", "likely"):
        assert part in text
    assert "SIMULATED" in text
    assert "412 rows could not be read" in text
    assert "no sign-up data" in text


def test_nothing_found_is_said_plainly(empty: ScanResult) -> None:
    text = shown(campaign_table(empty)).replace("\xa0", " ")
    assert "No campaign was found in 400,000 exchanges." in text
    assert "SIMULATED" not in text
    assert "cannot be seen" in text


def test_a_campaign_is_explained_piece_by_piece(three: ScanResult) -> None:
    campaign = three.campaigns[0]
    text = shown(explain_campaign(campaign)).replace("\xa0", " ")
    assert "Alleged campaign c-7f31" in text
    for piece in campaign.evidence:
        assert f"{abs(piece.bits):.1f}" in text
    for alternative in campaign.alternatives:
        assert f"{alternative.bits_against:.1f}" in text
    assert "fits less well" in text
    assert "Technique: searches for techniques that are not refused: 1.0 % of the exchanges since" in text
    assert "212 wordings were tried" in shown(explain_campaign(campaign), 400)


def test_likelihood_and_confidence_are_never_in_one_sentence(three: ScanResult) -> None:
    text = " ".join(shown(explain_campaign(three.campaigns[0]), 400).split())
    assert "It is almost certain that one operation is behind these accounts." in text
    assert not [s for s in re.split(r"[.!?] ", text) if "onfidence" in s and "almost certain" in s]


def test_an_account_is_explained_with_its_campaign(three: ScanResult) -> None:
    text = shown(explain_account(three, "c-7f31-00000000")).replace("\xa0", " ")
    assert "Alleged to belong to campaign c-7f31." in text
    assert "200 of the campaign, 40 of its own" in text
    assert "Proposed action: suspend." in text
    assert "shares a rare template" in text
    assert "Evidence, in bits" in text


def test_an_innocent_account_is_explained_alone(three: ScanResult) -> None:
    text = shown(explain_account(three, "free-00001"))
    assert "Belongs to no campaign." in text
    assert "Evidence" not in text


def test_an_unknown_account_says_what_to_do(three: ScanResult) -> None:
    with pytest.raises(UsageError, match=r"no account nobody\\x1b in this result; accounts.parquet lists the 3,925"):
        explain_account(three, "nobody\x1b")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_hostile_text_reaches_no_terminal(hostile: ScanResult, width: int) -> None:
    account_id = hostile.accounts["account_id"][0].as_py()
    for renderable in (
        campaign_table(hostile),
        explain_campaign(hostile.campaigns[0]),
        explain_account(hostile, account_id),
    ):
        plain = shown(renderable, width)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\u2066\ud800]", plain)
        coloured = shown(renderable, width, colour=True)
        assert set(re.findall("\x1b.", coloured)) <= {"\x1b["}
        assert not re.search(r"\x1b\[[^m]*[A-LN-Za-ln-z]", coloured)
