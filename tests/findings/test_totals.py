"""Counts taken batch by batch are those of all exchanges at once."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from stillwatch.evidence.log import HOUR, UNKNOWN_TIME
from stillwatch.findings.timeline import timeline
from stillwatch.findings.totals import Rows, add, empty_volume, with_volume
from stillwatch.records.campaign import Campaign, TechniqueUse

BEGIN = 1_780_000_000_000_000
ROWS = 500


def exchanges(seed: int) -> Rows:
    rng = np.random.default_rng(seed)
    return Rows(
        time=np.sort(BEGIN + rng.integers(0, 400 * HOUR, ROWS)),
        account=rng.choice(np.array([3, 5, 9], dtype=np.int32), ROWS),
        model=rng.integers(0, 2, ROWS).astype(np.int32),
        route=rng.integers(-1, 2, ROWS).astype(np.int32),
        capability=rng.integers(-1, 4, ROWS).astype(np.int8),
        input_tokens=rng.integers(0, 100, ROWS),
        output_tokens=rng.integers(0, 100, ROWS),
    )


def told() -> Campaign:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Campaign(
        "C-1",
        0.99,
        moment,
        moment,
        3,
        ROWS // 5,
        0,
        0,
        {"general": 1.0},
        {},
        {},
        (),
        (),
        technique_uses=(TechniqueUse("do_not_flag", 0.5, moment, 50, "said"),),
    )


def test_batches_add_up() -> None:
    rows = exchanges(1)
    volume = empty_volume(np.array([3, 5, 9], dtype=np.int32), (BEGIN, BEGIN + 400 * HOUR), 2, 2)
    for part in np.array_split(np.random.default_rng(2).permutation(ROWS), 7):
        add(volume, Rows(*(getattr(rows, name)[part] for name in Rows.__slots__)))
    add(volume, Rows(*(getattr(rows, name)[:0] for name in Rows.__slots__)))
    closed = np.array([UNKNOWN_TIME, BEGIN + 5 * HOUR, UNKNOWN_TIME])

    found = with_volume(told(), volume, ("m1", "m2"), ("api", "gateway"), closed)

    assert found.exchanges == ROWS
    assert found.input_tokens == rows.input_tokens.sum()
    assert found.output_tokens == rows.output_tokens.sum()
    assert found.models["m1"] == (rows.model == 0).mean()
    assert found.routes["api"] == (rows.route == 0).sum() / (rows.route >= 0).sum()
    assert sum(found.capabilities.values()) == 1
    assert found.timeline == timeline(rows.time, rows.account, closed)
    assert found.technique_uses[0].exchanges == 250


def test_exchanges_outside_of_the_window_held_are_counted() -> None:
    volume = empty_volume(np.array([3, 5, 9], dtype=np.int32), (BEGIN + 40 * HOUR, BEGIN + 60 * HOUR), 2, 2)
    rows = exchanges(1)

    add(volume, rows)

    assert volume.hours.sum() == ROWS
    assert volume.first_hour == rows.time.min() // HOUR
    assert len(volume.hours) == len(volume.active) == rows.time.max() // HOUR - volume.first_hour + 1
    assert volume.active.any(axis=1).tolist() == (volume.hours > 0).tolist()
