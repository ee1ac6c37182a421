"""A standing grows by what is dealt to it; what was served before it was found becomes a smaller part."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from stillwatch.records.campaign import Campaign, Detection
from stillwatch.records.result import ScanResult
from stillwatch.records.run import Run
from stillwatch.records.watching import Standing
from stillwatch.watching.standing import dealt_to, load_standings, looked_at, save_standings

AT = datetime(2026, 6, 1, tzinfo=UTC)
FOUND = Detection(AT, 50, 0.5)
KNOWN = Standing("C-1", 100, 0, 7, new=True, confidence=0.9, detection=FOUND)


def test_what_is_dealt_is_added() -> None:
    (one,) = dealt_to({"C-1": KNOWN}, {"C-1": 100}, {"C-1": 40})

    assert (one.exchanges, one.added, one.new) == (200, 40, False)
    assert one.detection == Detection(AT, 50, 0.25)


def test_a_look_tells_what_is_new_and_what_has_grown() -> None:
    plain = Campaign("C-1", 0.9, AT, AT, 8, 130, 0, 0, {}, {}, {}, (), (), detection=FOUND)
    campaigns = (plain, replace(plain, campaign_id="C-2"))
    run = Run(0, 0, 0, {}, 0, "duckdb", "0")
    told = looked_at(ScanResult(campaigns, pa.table({}), pa.table({}), run), {"C-1": KNOWN})

    assert [(one.campaign_id, one.added, one.new) for one in told] == [("C-1", 30, False), ("C-2", 130, True)]


def test_it_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    save_standings((KNOWN,), tmp_path)

    assert load_standings(tmp_path) == {"C-1": KNOWN}
