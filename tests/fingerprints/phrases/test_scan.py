"""Rows are scanned each for itself, at their two ends where they are long."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.fingerprints.phrases.scan import PhraseScan
from stillwatch.records.vocabulary import CAPABILITIES

Scan = Callable[..., PhraseScan]
Weigh = Callable[..., float]
CODING = CAPABILITIES.index("coding")
SMALL = {"head": 60, "tail": 30, "opening": 20, "closing": 20, "payload_share": 0.5}


def test_only_the_two_ends_of_a_long_text_are_read(weight: Weigh) -> None:
    assert weight("." * 200 + " unit test " + "." * 200, **SMALL) == 0
    assert weight("." * 400 + " unit test", **SMALL) == 2


def test_rows_do_not_leak_into_each_other(scan: Scan) -> None:
    column = pa.array(["alpha", "beta", "write", "code", "unit test", None, "unit test"])
    assert scan(column).weights[:, CODING].tolist() == [0, 0, 0, 0, 2, 0, 2]
    assert not scan(column).clauses.any()


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_slices_and_both_widths_of_offsets_are_read(scan: Scan, kind: pa.DataType) -> None:
    column = pa.array(["x", "unit test", None, "код"], kind)
    assert scan(column.slice(1)).weights[:, CODING].tolist() == [2, 0, 2]
    assert scan(column.slice(0, 0)).weights.shape == (0, len(CAPABILITIES))


def test_a_list_is_read_as_one_row_whose_items_stay_apart(scan: Scan) -> None:
    column = pa.array([["unit", "test"], ["unit_x", "unit test"], None, [], [None, "parse_all"]], pa.list_(pa.string()))
    assert scan(column).weights[:, CODING].tolist() == [0, 2, 0, 0, 2]
    assert scan(column.slice(1, 2)).weights[:, CODING].tolist() == [2, 0]


def test_a_null_list_over_strings_has_none(scan: Scan) -> None:
    offsets, values = pa.array([0, 1, 2], pa.int32()), pa.array(["unit test", "unit test"])
    column = pa.ListArray.from_arrays(offsets, values, mask=pa.array([False, True]))
    assert scan(column).weights[:, CODING].tolist() == [2, 0]


def test_many_hits_in_one_text_are_bounded(weight: Weigh) -> None:
    assert weight("alpha " * 50 + "unit test", hits=3) == 0
    assert np.isfinite(weight("alpha beta " * 2000))
