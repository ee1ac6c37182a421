"""An exchange is held against an operation's others, never against its own account's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.campaigns.likeness import left_out_ratio, shape_bits, wording_bits
from stillwatch.campaigns.shapes import shape_codes
from stillwatch.evidence.log import Log


def test_bits_are_the_logarithm_of_how_much_commoner_a_code_is_inside() -> None:
    codes = np.array([1] * 800 + [0] * 200 + [0] * 900 + [1] * 100)
    account = np.arange(2000, dtype=np.int32)
    inside = np.arange(2000) < 1000

    bits = left_out_ratio(codes, account, inside, ~inside)

    assert bits[0] == pytest.approx(3.0, abs=0.05)
    assert bits[1500] == pytest.approx(np.log2(0.2 / 0.9), abs=0.05)
    assert bits[1500] == pytest.approx(bits[900], abs=0.05)


def test_an_account_is_no_witness_for_itself() -> None:
    codes = np.array([1] * 500 + [0] * 500 + [0] * 500)
    account = np.array([7] * 500 + list(range(10, 510)) + list(range(600, 1100)), dtype=np.int32)
    inside = np.arange(1500) < 1000

    bits = left_out_ratio(codes, account, inside, ~inside)

    assert bits[0] == 0
    assert bits[600] < -0.9


def test_few_prove_little() -> None:
    codes, account = np.array([1, 1, 1, *[0] * 5000]), np.arange(5003, dtype=np.int32)

    bits = left_out_ratio(codes, account, codes == 1, codes == 0)

    assert 1 < bits[0] < 2


def test_there_is_no_telling_without_both_sides() -> None:
    rows = np.arange(4, dtype=np.int32)
    none = rows < 0

    assert left_out_ratio(rows, rows, none, ~none).tolist() == [0.0] * 4
    assert left_out_ratio(rows, rows, ~none, none).tolist() == [0.0] * 4


def test_shape_tells_long_requests_with_a_fixed_limit_from_chat(make_log: Callable[..., Log]) -> None:
    long, short = "word " * 80, "word " * 6
    rows = [
        {"account_id": f"a{i}", "prompt": long if i < 100 else short, "max_tokens": 8192 if i < 100 else None}
        for i in range(300)
    ]
    log = make_log([row | {"hours": i} for i, row in enumerate(rows)])
    inside = np.arange(300) < 60

    bits = shape_bits(log, shape_codes(log), inside, np.arange(300) >= 150)

    assert bits[:100].min() > 2
    assert bits[100:].max() < -2


def test_wording_is_judged_apart_where_the_system_prompt_is_unknown(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i}", "hours": i, "prompt": "x", "system": "s" if i % 2 else None} for i in range(400)]
    log = make_log(rows)
    inside = np.arange(400) < 200
    full = np.where(inside & (np.arange(400) % 2 == 1), 0.9, 0.0)

    bits = wording_bits(log, full, inside, ~inside)

    assert bits[1] > 3
    assert abs(bits[0]) < 0.1
