"""Unresolved groups are told in words, the first of them only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stillwatch.records.unresolved import Unresolved
from stillwatch.records.vocabulary import UNRESOLVED_REASONS
from stillwatch.report.labels import UNRESOLVED
from stillwatch.report.unresolved_view import SHOWN, count_sentence, judgement_of, unresolved_views


def test_every_reason_has_words() -> None:
    assert set(UNRESOLVED) == set(UNRESOLVED_REASONS)


def test_a_group_is_told_with_its_best_explanation_first(make_group: Callable[..., Unresolved]) -> None:
    view = unresolved_views([make_group()])[0]

    assert "24\N{NO-BREAK SPACE}accounts" in view.summary
    assert "1,800\N{NO-BREAK SPACE}exchanges" in view.summary
    assert view.reason == UNRESOLVED["close"]
    gaps = [one.bits_against - one.bits_for for one in view.alternatives]
    assert gaps == sorted(gaps)


@pytest.mark.parametrize(
    ("bits", "said"), [(-5.0, "32.0 to 1 against"), (0.0, "1.0 to 1 for"), (5.0, "32.0 to 1 for"), (1e9, "to 1 for")]
)
def test_its_odds_are_said_and_never_a_likelihood(
    make_group: Callable[..., Unresolved], bits: float, said: str
) -> None:
    told = judgement_of(make_group(bits=bits))

    assert said in told
    assert "certain" not in told


def test_few_are_shown_and_all_are_counted(make_group: Callable[..., Unresolved]) -> None:
    groups = [make_group(f"u-{place}") for place in range(SHOWN + 5)]

    views = unresolved_views(groups)

    assert [view.anchor for view in views] == [f"unresolved-{place}" for place in range(1, SHOWN + 1)]
    assert count_sentence(len(groups)).startswith(f"{SHOWN + 5} groups are unresolved: each may be")
    assert count_sentence(1).startswith("One group is unresolved: it may be")
