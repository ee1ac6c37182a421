"""The waterfall adds up and stays on its scale."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.records.evidence import Evidence
from stillwatch.report.waterfall import waterfall

PIECES = st.lists(
    st.builds(
        Evidence,
        kind=st.sampled_from(["prior", "synchrony", "shared_template"]),
        bits=st.floats(-5000, 5000),
        text=st.text(max_size=3),
    ),
    max_size=12,
)


@given(PIECES)
def test_every_bar_lies_on_the_scale(pieces: list[Evidence]) -> None:
    drawn = waterfall(pieces)
    for start, width in [(drawn.start, drawn.width), *((step.start, step.width) for step in drawn.steps)]:
        assert 0 <= start <= 100
        assert width >= 0
        assert start + width <= 100.001
    assert 0 <= drawn.zero <= 100


@given(PIECES)
def test_steps_join_up_and_sum_to_the_total(pieces: list[Evidence]) -> None:
    drawn = waterfall(pieces)
    assert len(drawn.steps) == len(pieces)
    assert math.isclose(drawn.total, sum(piece.bits for piece in pieces), abs_tol=1e-6)
    before = drawn.zero
    for step in drawn.steps:
        start, end = sorted((before, step.reached))
        assert math.isclose(step.start, start, abs_tol=0.002)
        assert math.isclose(step.start + step.width, end, abs_tol=0.002)
        before = step.reached


def test_the_prior_comes_first_and_what_speaks_against_last() -> None:
    pieces = [Evidence("synchrony", -2.0, ""), Evidence("shared_template", 9.0, ""), Evidence("prior", -10.0, "")]
    drawn = waterfall(pieces)
    assert [step.bits for step in drawn.steps] == [-10.0, 9.0, -2.0]
    assert drawn.has_prior
    assert not waterfall(pieces[:2]).has_prior


def test_no_evidence_is_an_empty_waterfall() -> None:
    assert waterfall([]).steps == ()
    assert waterfall([]).total == 0
