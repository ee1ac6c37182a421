"""What a reading left comes back as it was saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stillwatch.fingerprints.traits import TRAITS
from stillwatch.scanning.ingest import take_in
from stillwatch.scanning.reading import Facts, copy_quarantine, load_reading, reading_of, save_reading

FACTS = Facts(
    read=10, accepted=9, rejected=1, summary="10 rows", sources=("a",), rejections_by_reason={"missing": 1},
    coverage={"prompt": 1.0}, simulated=True, seconds=1.5, models=("m1",), routes=("api",), thinned=7,
)  # fmt: skip


@pytest.mark.parametrize("keep_text", [True, False])
def test_a_reading_comes_back(town: Any, tmp_path: Path, *, keep_text: bool) -> None:
    batches = town.table().combine_chunks().to_batches(500)
    reading = reading_of(take_in(iter(batches), threads=1, keep_text=keep_text), FACTS)
    save_reading(reading, tmp_path)

    found = load_reading(tmp_path)

    assert found.facts == FACTS
    assert found.traits.schema.equals(TRAITS)
    assert found.traits.to_pylist() == reading.traits.to_pylist()
    assert (found.sample is None) == (not keep_text)
    assert np.array_equal(found.exchanges, reading.exchanges)
    assert np.array_equal(found.ceiling, reading.ceiling)


def test_rejected_rows_are_put_where_they_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "quarantine.jsonl").write_text("{}\n")
    copy_quarantine(tmp_path, tmp_path / "out.jsonl")
    copy_quarantine(tmp_path, None)

    assert (tmp_path / "out.jsonl").read_text() == "{}\n"
