"""Shares are of what is known, largest first, and sum to one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.findings.shares import capability_shares, shares
from stillwatch.records.vocabulary import CAPABILITIES

CODES = st.lists(st.integers(-1, 3), max_size=60)
NAMES = ("a", "b", "c", "d")


@given(CODES)
def test_shares_sum_to_one_largest_first(codes: list[int]) -> None:
    found = shares(np.array(codes, dtype=np.int32), NAMES)
    known = [code for code in codes if code >= 0]

    assert found == pytest.approx({NAMES[code]: known.count(code) / len(known) for code in set(known)})
    assert sum(found.values()) == pytest.approx(1 if known else 0)
    assert list(found.values()) == sorted(found.values(), reverse=True)


@given(st.lists(st.integers(-1, len(CAPABILITIES) - 1), max_size=40))
def test_capabilities_always_sum_to_one(codes: list[int]) -> None:
    found = capability_shares(np.array(codes, dtype=np.int8))

    assert sum(found.values()) == pytest.approx(1)
    assert set(found) <= set(CAPABILITIES)


def test_unknown_content_is_general() -> None:
    assert capability_shares(np.full(5, -1, dtype=np.int8)) == {"general": 1.0}
