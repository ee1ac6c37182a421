"""A short answer that declines is a refusal, in every language that is read; a helpful one is none."""

from __future__ import annotations

import pyarrow as pa
import pytest

from stillwatch.fingerprints.outcomes import ANSWERED, REFUSED, UNKNOWN, outcome_codes
from stillwatch.fingerprints.techniques import scan_request

DECLINED = (
    "I'm sorry, but I can't help with that.",
    "I won't share my private reasoning, though I am happy to explain the result.",
    "That would go against my guidelines, so I have to decline to continue.",
    "抱歉，我无法提供内部推理。",
    "Lo siento, no puedo ayudar con esa solicitud.",
    "Es tut mir leid, dabei kann ich nicht helfen.",
    "Désolé, je ne peux pas répondre à cette demande.",
    "Извините, я не могу помочь с этим запросом.",
    "申し訳ありませんが、そのご依頼には対応できません。",
    "죄송하지만 그 요청은 도와드릴 수 없습니다.",
    "Desculpe, não posso ajudar com esse pedido.",
    "क्षमा करें, मैं इसमें मदद नहीं कर सकता।",
)
HELPED = (
    "The answer is 42.",
    "Here is a letter that says you cannot come: Dear Ana, thank you for the invitation.",
    "Use a lock; without one the two threads overwrite each other.",
    "抱歉让您久等，答案是四十二。",
    "La respuesta es 42.",
    "Die Lösung lautet 42.",
    "答えは42です。",
)


def outcomes(*answers: str | None) -> list[int]:
    column = pa.array(answers, pa.string())
    codes: list[int] = outcome_codes(column, scan_request(column)).tolist()
    return codes


@pytest.mark.parametrize("answer", DECLINED)
def test_a_short_answer_that_declines_is_refused(answer: str) -> None:
    assert outcomes(answer) == [REFUSED]


@pytest.mark.parametrize("answer", HELPED)
def test_a_helpful_answer_is_none(answer: str) -> None:
    assert outcomes(answer) == [ANSWERED]


def test_a_long_answer_has_done_something() -> None:
    assert outcomes(DECLINED[0] + " What I can do is this. " + "One more step follows. " * 80) == [ANSWERED]


def test_nothing_is_known_where_no_answer_was_kept() -> None:
    assert outcomes(None, "") == [UNKNOWN, UNKNOWN]
    assert outcome_codes(pa.nulls(2, pa.string()), None).tolist() == [UNKNOWN, UNKNOWN]
