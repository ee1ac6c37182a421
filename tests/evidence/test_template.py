"""Agreeing on a text is worth more the fewer customers use it."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.evidence.coincidence import MOST_BITS
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import Slices
from stillwatch.evidence.template import shared_template


def test_bits_are_the_rarity_of_the_text(town_log: Log, two_groups: Slices) -> None:
    found = shared_template(town_log, two_groups, np.array([True, True]))

    assert found.share == pytest.approx([40 / 760, 40 / 760])
    assert found.bits == pytest.approx([np.log2(19), np.log2(19)])
    assert found.bits.max() < MOST_BITS


def test_a_slice_without_fixed_text_has_none(town_log: Log, two_groups: Slices) -> None:
    found = shared_template(town_log, two_groups, np.array([True, False]))

    assert found.bits[1] == 0
    assert found.explain(0).kind == "shared_template"
    assert "5.26%" in found.explain(0).text
