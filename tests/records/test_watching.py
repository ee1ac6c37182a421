"""A pass is quiet where no campaign is new, grew or is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from stillwatch.records.campaign import Detection
from stillwatch.records.watching import Pass, Standing

AT = datetime(2026, 6, 1, tzinfo=UTC)
STILL = Standing("C-1", 9, 0, 3, new=False, confidence=0.9, detection=Detection(AT, 9, 1.0))
DONE = Pass(AT, AT, 1, 5, 0, 0, 0, None, (STILL,), (), {})


def test_quiet_is_when_nothing_is_new() -> None:
    assert DONE.quiet
    assert not replace(DONE, gone=("C-0",)).quiet
    assert not replace(DONE, campaigns=(replace(STILL, new=True),)).quiet
    assert not replace(DONE, campaigns=(replace(STILL, added=1),)).quiet
