"""Each segment that came after a look has a file of verdicts beside the result, made once."""

from __future__ import annotations

import errno
from typing import Any

import pytest

from stillwatch.records.disk import DiskFullError
from stillwatch.watching import WatchOptions
from stillwatch.watching.dealt_files import deal_since
from stillwatch.watching.state import opened


def test_a_segment_is_dealt_once(stream: Any) -> None:
    stream.add(0, 10)
    stream.watch()
    stream.add(10, 10.25)
    stream.take()
    with opened(stream.state, WatchOptions()) as state:
        look = state.ledger.look()
        assert look is not None
        added = deal_since(state, look, stream.out)
        assert added is not None
        assert deal_since(state, look, stream.out) is None
        assert state.ledger.dealt() == dict(added)
    assert len(list((stream.out / "since").iterdir())) == 1
    assert len(stream.verdicts()) == stream.between(0, 10.25).num_rows


def test_a_full_disk_is_told(stream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stream.add(0, 10)
    stream.watch()
    stream.add(10, 10.25)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("stillwatch.watching.dealt_files.pq.write_table", full)
        with pytest.raises(DiskFullError, match="the disk is full"):
            stream.watch()
    stream.watch()
    assert len(stream.verdicts()) == stream.between(0, 10.25).num_rows
