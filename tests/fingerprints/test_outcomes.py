"""A short answer that declines is a refusal, in every language that is read; a helpful one is none."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from stillwatch.fingerprints.outcomes import ANSWERED, REFUSED, UNKNOWN, outcome_codes
from stillwatch.fingerprints.techniques import scan_request

ANSWERS = yaml.safe_load(Path(__file__).with_name("answers.yaml").read_text(encoding="utf-8"))


def outcomes(*answers: str | None) -> list[int]:
    column = pa.array(answers, pa.string())
    codes: list[int] = outcome_codes(column, scan_request(column)).tolist()
    return codes


@pytest.mark.parametrize("answer", ANSWERS["refused"])
def test_a_short_answer_that_declines_is_refused(answer: str) -> None:
    assert outcomes(answer) == [REFUSED]


@pytest.mark.parametrize("answer", ANSWERS["answered"])
def test_a_helpful_answer_is_none(answer: str) -> None:
    assert outcomes(answer) == [ANSWERED]


def test_a_long_answer_has_done_something() -> None:
    assert outcomes(ANSWERS["refused"][0] + " What I can do is this. " + "One more step follows. " * 80) == [ANSWERED]


def test_nothing_is_known_where_no_answer_was_kept() -> None:
    assert outcomes(None, "") == [UNKNOWN, UNKNOWN]
    assert outcome_codes(pa.nulls(2, pa.string()), None).tolist() == [UNKNOWN, UNKNOWN]
