"""Shapes are small codes, one per exchange and trait."""

from __future__ import annotations

from collections.abc import Callable

from stillwatch.campaigns.shapes import BINS, shape_codes
from stillwatch.evidence.log import Log


def test_counts_fall_into_bins_of_equal_population(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a", "hours": i, "prompt": "w " * (i + 1)} for i in range(100)])

    parameters, _, words, turns, _ = shape_codes(log)

    assert sorted(set(words.tolist())) == list(range(BINS))
    assert set(turns.tolist()) == {1}
    assert set(parameters.tolist()) == {0}


def test_parameters_are_one_code_each(make_log: Callable[..., Log]) -> None:
    limits = [256, 256, None, 8192]
    log = make_log([{"account_id": "a", "hours": i, "max_tokens": limit} for i, limit in enumerate(limits)])

    codes = shape_codes(log)[0].tolist()

    assert codes[0] == codes[1]
    assert len(set(codes)) == 3
