"""Only hours that come again are looked up."""

from __future__ import annotations

from typing import Any

import pytest

from stillwatch.watching import WatchOptions
from stillwatch.watching.earlier import Earlier
from stillwatch.watching.state import opened


def test_known_ids_of_the_same_hour_are_known(stream: Any) -> None:
    stream.add(0, 1)
    stream.take()
    with opened(stream.state, WatchOptions()) as state:
        old = stream.between(0, 1).combine_chunks().to_batches()[0]
        assert Earlier(state).repeated(old).all()


def test_a_new_day_reads_nothing(stream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stream.add(0, 1)
    stream.take()
    monkeypatch.setattr(Earlier, "_load", None)
    with opened(stream.state, WatchOptions()) as state:
        new = stream.between(1, 2).combine_chunks().to_batches()[0]
        assert not Earlier(state).repeated(new).any()
