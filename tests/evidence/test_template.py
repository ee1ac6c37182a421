"""Agreeing on a text is worth more the fewer customers use it."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import Slices, slices_of
from stillwatch.evidence.template import RARITY, TEXT, shared_template


def test_bits_are_the_rarity_of_the_text(town_log: Log, two_groups: Slices) -> None:
    found = shared_template(town_log, two_groups, np.array([True, True]))

    assert found.share == pytest.approx([40 / 760, 40 / 760])
    assert found.bits == pytest.approx([TEXT + RARITY * (np.log2(19) - TEXT)] * 2)


def test_the_rarer_the_text_the_more_it_weighs_but_only_a_little(town_log: Log, two_groups: Slices) -> None:
    few = slices_of(town_log, np.array([0, 2]), two_groups.rows[:2])

    found = shared_template(town_log, few, np.array([True]))
    usual = shared_template(town_log, two_groups, np.array([True, True]))

    assert usual.bits[0] < found.bits[0] < usual.bits[0] + 3


def test_a_text_that_everybody_uses_weighs_nothing(town_log: Log) -> None:
    whole = slices_of(town_log, np.array([0, len(town_log)]), np.arange(len(town_log), dtype=np.int32))

    assert shared_template(town_log, whole, np.array([True])).bits.tolist() == [0]


def test_a_slice_without_fixed_text_has_none(town_log: Log, two_groups: Slices) -> None:
    found = shared_template(town_log, two_groups, np.array([True, False]))

    assert found.bits[1] == 0
    assert found.explain(0).kind == "shared_template"
    assert "5.26%" in found.explain(0).text
