"""A look at everything leaves what the next pass needs, and says what had been served when each campaign was told."""

from __future__ import annotations

import errno
import json
from typing import Any

import numpy as np
import pytest

from stillwatch.records.disk import DiskFullError
from stillwatch.watching import WatchOptions
from stillwatch.watching.looking import known_of
from stillwatch.watching.state import opened

WHOLE = WatchOptions(threads=2, whole=True)


def test_it_leaves_the_campaigns_and_when_they_were_told(stream: Any) -> None:
    stream.add(0, 10)
    first = stream.watch()
    stream.add(10, 14)
    second = stream.watch(WHOLE)

    with opened(stream.state, WatchOptions()) as state:
        (known,) = known_of(state)
        assert state.ledger.found() == {known.campaign_id: round(first.until.timestamp() * 1e6)}
    (one,) = second.campaigns
    ids = [name for name, said in stream.verdicts().items() if said]
    time = dict(zip(*(stream.table[name].to_pylist() for name in ("exchange_id", "started_at")), strict=True))
    before = np.mean([time[name] <= first.until for name in ids])
    assert one.detection.share == pytest.approx(before, abs=1e-5)
    assert one.detection.exchanges == round(before * len(ids))


def test_all_rejected_rows_are_in_the_result(stream: Any) -> None:
    stream.add(0, 10)
    for name in "ab":
        (stream.logs / f"{name}.jsonl").write_text('{"exchange_id": "x", "account_id": "a", "model": "m"}\n')
        stream.watch(WHOLE)

    lines = (stream.out / "quarantine.jsonl").read_text().splitlines()
    assert [json.loads(line)["source"][-7:] for line in lines] == ["a.jsonl", "b.jsonl"]


def test_a_full_disk_keeps_the_look_before(stream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stream.add(0, 10)
    stream.watch()
    stream.add(10, 11)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("stillwatch.watching.dealing.np.savez", full)
        with pytest.raises(DiskFullError, match="look-000002"):
            stream.watch(WHOLE)
    with opened(stream.state, WatchOptions()) as state:
        look = state.ledger.look()
        assert look is not None
        assert look.number == 1
        assert len(known_of(state)) == 1
    assert stream.watch(WHOLE).looks == 2
