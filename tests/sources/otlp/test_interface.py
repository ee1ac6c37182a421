"""What a signal is."""

from __future__ import annotations

import dataclasses

import pytest

from stillwatch.sources.otlp.interface import Signal


def test_a_signal_cannot_be_changed_after_it_was_read() -> None:
    signal = Signal("span", "t", "s", 1, {}, {})
    assert signal.events == ()
    with pytest.raises(dataclasses.FrozenInstanceError):
        signal.kind = "log"  # type: ignore[misc] # the point of the test
