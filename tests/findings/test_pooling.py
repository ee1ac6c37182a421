"""Exchanges of one wording and of one conversation are after the same thing; a wording that serves several is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from stillwatch.evidence.log import Log
from stillwatch.findings.pooling import LEAST_SHARE, sought
from stillwatch.records.vocabulary import CAPABILITIES

HEAD = "Take the case below for the evening course of the surveyors and answer it at length in the usual form:"
OTHER = "From the northern archive comes this entry, to be worked through by the second crew before the week is over:"
WORDS_TEXT = "amber birch cedar dune ember fjord grove heath inlet juniper knoll lagoon mesa nook orchard pine"
WORDS = WORDS_TEXT.split()

MakeLog = Callable[..., Log]


def asks(count: int, head: str, **more: Any) -> list[dict[str, Any]]:
    """Requests of one wording whose payloads hardly agree."""
    rng = np.random.default_rng(len(head))
    return [
        {"account_id": f"a{i % 7}", "hours": i, "prompt": f"{head} {' '.join(rng.choice(WORDS, 9))} {i}", **more}
        for i in range(count)
    ]


def pooled(log: Log, said: list[str]) -> list[str | None]:
    """What is pooled where the single exchanges, in time order, say ``said``."""
    codes = np.array([CAPABILITIES.index(name) if name else -1 for name in said], dtype=np.int8)
    found = sought(replace(log, capability=codes), np.arange(len(log), dtype=np.int32))
    return [CAPABILITIES[code] if code >= 0 else None for code in found]


def test_a_few_that_say_it_speak_for_all_of_their_wording(make_log: MakeLog) -> None:
    said = (["grading"] * 3 + ["general"] * 5 + ["", "coding"]) * 4

    assert set(pooled(make_log(asks(40, HEAD)), said)) == {"grading"}


def test_a_divided_wording_leaves_each_exchange_its_own_answer(make_log: MakeLog) -> None:
    said = ["coding", "reasoning", "grading", "general"] * 10

    assert pooled(make_log(asks(40, HEAD)), said) == said


def test_a_narrow_lead_speaks_only_for_exchanges_that_name_nothing(make_log: MakeLog) -> None:
    said = ["coding", "coding", "coding", "reasoning", "reasoning", "general"] * 8

    assert pooled(make_log(asks(48, HEAD)), said) == ["coding" if name == "general" else name for name in said]


def test_a_wording_that_hardly_ever_names_a_specialty_is_general(make_log: MakeLog) -> None:
    said = ["coding"] + ["general"] * round(1.5 / LEAST_SHARE) + ["general"] * 32

    assert set(pooled(make_log(asks(len(said), HEAD)), said)) == {"general"}


def test_two_wordings_do_not_speak_for_each_other(make_log: MakeLog) -> None:
    rows = [row for pair in zip(asks(40, HEAD), asks(40, OTHER), strict=True) for row in pair]

    assert pooled(make_log(rows), ["coding", "orchestration"] * 40) == ["coding", "orchestration"] * 40


def test_a_later_turn_is_after_what_its_conversation_began_with(make_log: MakeLog) -> None:
    rows = []
    for i, row in enumerate(asks(30, HEAD)):
        rows.append({**row, "hours": 2 * i, "turns": 1, "conversation_id": f"t{i}"})
        more = {"prompt": f"{WORDS[i % 16]} {i}", "hours": 2 * i + 1, "turns": 2, "conversation_id": f"t{i}"}
        rows.append({**row, **more})

    assert set(pooled(make_log(rows), ["tool_use", "coding"] * 30)) == {"tool_use"}


def test_rows_without_fixed_text_keep_their_answer(make_log: MakeLog) -> None:
    rows = [{"account_id": "a", "prompt": f"{word} {i}"} for i, word in enumerate(WORDS)]
    said = ["coding", "", "reasoning", "general"] * 4

    assert pooled(make_log(rows), said) == [name or None for name in said]


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_rows_are_no_problem(make_log: MakeLog, count: int) -> None:
    log = make_log(asks(3, HEAD))

    assert len(sought(log, np.arange(count, dtype=np.int32))) == count


def test_accounts_that_number_their_conversations_alike_have_conversations_of_their_own(make_log: MakeLog) -> None:
    talks = [{"conversation_id": "1", "turns": 1}] * 20
    rows = [
        row | {"account_id": f"b{i}"} | talk for i, (row, talk) in enumerate(zip(asks(20, HEAD), talks, strict=True))
    ]
    texts = [{**row, "prompt": f"{' '.join(WORDS[i % 13 :])} {i}"} for i, row in enumerate(rows)]
    said = ["coding"] + ["grading"] * 19

    assert pooled(make_log(texts), said)[1:] == ["grading"] * 19
