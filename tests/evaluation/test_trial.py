"""A trial is immutable, so that a table cannot differ from what was measured."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import Tallies
from stillwatch.evaluation.trial import Trial


def test_a_trial_cannot_be_edited() -> None:
    trial = Trial("quiet", "real", 1, 10, 0.5, measure(Tallies((), ())))

    with pytest.raises(FrozenInstanceError):
        trial.seed = 2  # type: ignore[misc] # the very thing that must fail
