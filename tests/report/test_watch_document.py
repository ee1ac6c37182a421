"""``watch.json`` has all of a pass, with times in RFC 3339."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from stillwatch.records.campaign import Detection
from stillwatch.records.watching import Pass, Standing
from stillwatch.report.watch_document import pass_document

AT = datetime(2026, 6, 1, 5, tzinfo=UTC)


def test_all_of_a_pass_is_there() -> None:
    one = Standing("C-1", 90, 4, 3, new=False, confidence=0.9, detection=Detection(AT, 9, 0.1))
    said = json.loads(json.dumps(pass_document(Pass(AT, AT, 2, 5, 1, 2, 3, "alarm", (one,), ("C-0",), {"read": 0.1}))))

    assert {name: said[name] for name in ("accepted", "rejected", "again", "late")} == {
        "accepted": 5,
        "rejected": 1,
        "again": 2,
        "late": 3,
    }
    assert (said["until"], said["look"], said["looks"], said["quiet"]) == ("2026-06-01T05:00:00Z", "alarm", 2, False)
    assert said["campaigns"][0]["detection"] == {"at": "2026-06-01T05:00:00Z", "exchanges": 9, "share": 0.1}
    assert said["gone"] == ["C-0"]
