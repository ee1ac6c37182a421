"""Beginnings of conversations are told across batches, whichever comes first."""

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa

from stillwatch.scanning.clustered.dealing import BEGINNING, BEGINNINGS

ROWS = [
    {"key": 1, "time": 5, "place": 9, "owner": 0, "capability": 2},
    {"key": 1, "time": 7, "place": 1, "owner": 1, "capability": 3},
    {"key": 2, "time": 5, "place": 2, "owner": 1, "capability": -1},
    {"key": 2, "time": 5, "place": 3, "owner": 0, "capability": 4},
    {"key": 3, "time": 1, "place": 4, "owner": 1, "capability": 4},
    {"key": 4, "time": 1, "place": 5, "owner": -1, "capability": 4},
    {"key": 4, "time": 2, "place": 6, "owner": 1, "capability": 4},
]


def test_the_earliest_counts_of_conversations_with_more(cluster: Any) -> None:
    rows = random.Random(1).sample(ROWS, len(ROWS))
    entries = cluster.rows([pa.RecordBatch.from_pylist([row], schema=BEGINNING) for row in rows])

    found = entries.query(BEGINNINGS).table().sort_by("key").to_pylist()

    assert [(row["key"], row["owner"], row["capability"]) for row in found] == [(1, 0, 2), (2, 1, -1)]
