"""No account gets a harder step than its proof carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.findings.actions import DEDICATED, FEWEST, VERIFY, WHOLLY, action
from stillwatch.records.vocabulary import ACTIONS

PART = st.floats(0, 1)


@pytest.mark.parametrize(
    ("confidence", "share", "step"),
    [
        (0.999, 1.0, "suspend"),
        (0.999, 0.95, "restrict"),
        (0.992, 1.0, "restrict"),
        (0.999, 0.7, "throttle"),
        (0.96, 1.0, "throttle"),
        (0.999, 0.2, "verify"),
        (0.6, 1.0, "verify"),
        (0.4, 1.0, "observe"),
    ],
)
def test_the_ladder(confidence: float, share: float, step: str) -> None:
    assert action(confidence, share) == step


@given(PART, st.floats(0, DEDICATED, exclude_max=True))
def test_mixed_accounts_are_at_most_throttled(confidence: float, share: float) -> None:
    assert ACTIONS.index(action(confidence, share)) <= ACTIONS.index("throttle")


@given(PART, st.floats(0, WHOLLY, exclude_max=True))
def test_only_what_does_nothing_else_is_suspended(confidence: float, share: float) -> None:
    assert action(confidence, share) != "suspend"


@given(st.floats(0, VERIFY, exclude_max=True), PART)
def test_weak_proof_only_observes(confidence: float, share: float) -> None:
    assert action(confidence, share) == "observe"


@given(PART, PART, st.integers(0, FEWEST - 1))
def test_one_or_two_exchanges_are_worth_a_question(confidence: float, share: float, exchanges: int) -> None:
    assert ACTIONS.index(action(confidence, share, exchanges)) <= ACTIONS.index("verify")


@given(PART, PART, PART, PART)
def test_more_proof_and_more_share_never_soften(confidence: float, share: float, more: float, wider: float) -> None:
    low = action(min(confidence, more), min(share, wider))

    assert ACTIONS.index(low) <= ACTIONS.index(action(max(confidence, more), max(share, wider)))
