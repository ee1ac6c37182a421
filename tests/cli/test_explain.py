"""Explain prints the waterfall of a campaign or an account, and helps with a name it does not know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_a_campaign_is_explained_in_bits_and_words(stillwatch: Callable[..., Any], result_folder: Path) -> None:
    answer = stillwatch("explain", "c1", "--result", result_folder)

    assert answer.status == 0
    assert "one text" in answer.out
    assert "14.5" in answer.out
    assert {"too", "many", "owners"} <= set(answer.out.split())  # the table may break the line between any two


def test_a_campaigns_life_is_printed(stillwatch: Callable[..., Any], result_folder: Path) -> None:
    answer = stillwatch("explain", "c1", "--result", result_folder)

    assert "steady for a day" in answer.out
    assert "starting" in answer.out
    assert "was called c0" in answer.out


def test_an_account_is_explained_with_its_campaign(stillwatch: Callable[..., Any], result_folder: Path) -> None:
    answer = stillwatch("explain", "acct-0002", "--result", result_folder)

    assert answer.status == 0
    assert "restrict" in answer.out
    assert "one rhythm" in answer.out


def test_an_unknown_name_gets_near_matches(stillwatch: Callable[..., Any], result_folder: Path) -> None:
    answer = stillwatch("explain", "acct-001", "--result", result_folder)

    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("stillwatch: no campaign or account acct-001 in ")
    assert "did you mean acct-0001" in answer.err


def test_a_name_like_no_other_is_told_what_there_is(stillwatch: Callable[..., Any], result_folder: Path) -> None:
    answer = stillwatch("explain", "zzz\x1b[31m", "--result", result_folder)

    assert answer.status == 2
    assert "campaigns are c1" in answer.err
    assert "\x1b" not in answer.err


def test_a_folder_without_a_result_is_wrong_usage(stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    answer = stillwatch("explain", "c1", "--result", tmp_path / "nowhere")

    assert answer.status == 2
    assert answer.err.count("\n") == 1


def test_an_unresolved_group_is_explained_by_its_name(stillwatch: Callable[..., Any], result_folder: Path) -> None:
    answer = stillwatch("explain", "u1", "--result", result_folder)

    assert answer.status == 0
    assert "Unresolved group u1" in answer.out
    assert "Would settle it: ask" in answer.out
