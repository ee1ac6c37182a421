"""Ids and verdicts of several files become one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from stillwatch.records.campaign import Campaign
from stillwatch.records.tables import EXCHANGE_RESULTS
from stillwatch.scanning.attribution import Label
from stillwatch.scanning.parts import exchange_parts

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
CAMPAIGN = Campaign("C-1", 0.9, MOMENT, MOMENT, 1, 1, 0, 0, {}, {}, {}, (), ())


@dataclass
class File:
    """Stands in for a shard."""

    names: list[str]

    def ids(self) -> pa.ChunkedArray:
        """The shard's own signature."""
        return pa.chunked_array([self.names])


def test_codes_become_names() -> None:
    labels = [
        Label(np.array([0, -1], np.int16), np.array([2, -1], np.int8)),
        Label(np.array([-1], np.int16), np.array([-1], np.int8)),
    ]

    table = exchange_parts([File(["a", "b"]), File(["c"])], labels, [CAMPAIGN])  # type: ignore[list-item]  # stand-ins

    assert table.cast(EXCHANGE_RESULTS).to_pylist() == [
        {"exchange_id": "a", "campaign_id": "C-1", "capability": "coding"},
        {"exchange_id": "b", "campaign_id": None, "capability": None},
        {"exchange_id": "c", "campaign_id": None, "capability": None},
    ]
