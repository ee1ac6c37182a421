"""The words that requests have in common, without what varies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log
from stillwatch.findings.excerpts import GAP, Excerpts, common_words, sampled
from stillwatch.records.tables import EXCHANGES

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


def test_common_words_are_kept_and_the_payload_is_a_gap() -> None:
    texts = [f"Grade this answer: {payload} Reply with a number." for payload in ("six", "a long one", "seven")]

    assert common_words(texts) == f"Grade this answer: {GAP} Reply with a number."


def test_a_gap_stands_at_an_end_only_where_something_varies() -> None:
    assert common_words(["the same words", "the same words"]) == "the same words"
    assert common_words(["one payload, then: Answer.", "another, then: Answer."]) == f"{GAP} then: Answer."
    assert common_words(["Answer: one", "Answer: two", "Answer: three"]) == f"Answer: {GAP}"


def test_nothing_in_common_is_no_excerpt() -> None:
    assert common_words(["one two", "three four"]) is None


@given(st.lists(WORDS, min_size=2, max_size=4))
def test_every_word_stands_in_every_text_in_order(texts: list[list[str]]) -> None:
    found = common_words([" ".join(words) for words in texts])

    kept = [word for word in (found or "").split() if word != GAP]
    for words in texts:
        rest = iter(words)
        assert all(word in rest for word in kept)


def test_a_template_is_told_from_a_sample(operation: Operation, town_log: Log) -> None:
    ids = town_log.traits.column("exchange_id").take(pa.array(operation.rows[::50])).to_pylist()
    prompts = [f"Explain step by step: {'xyz' * (i + 1)}" for i in range(len(ids))]
    strangers = pa.table({"exchange_id": ["another"], "prompt": ["nothing alike"], "system": ["never"]})
    told = pa.table({"exchange_id": ids, "prompt": prompts, "system": ["Be exact."] * len(ids)})
    excerpts = Excerpts(pa.concat_tables([told, strangers]))

    assert excerpts.of(town_log, operation.fixed[0]) == f"Explain step by step: {GAP}"
    assert excerpts.of(town_log, replace(operation.fixed[0], place="system prompt")) == "Be exact."


@pytest.mark.parametrize("kept", [0, 1])
def test_one_text_shows_nothing_in_common(operation: Operation, town_log: Log, kept: int) -> None:
    first = str(town_log.traits.column("exchange_id")[int(operation.rows[0])])
    table = pa.table({"exchange_id": [first], "prompt": ["a prompt"], "system": ["s"]}).slice(0, kept)

    assert Excerpts(table).of(town_log, operation.fixed[0]) is None
    assert Excerpts(None).of(town_log, operation.fixed[0]) is None


def test_a_sample_is_bounded_and_holds_nothing_but_texts() -> None:
    row = dict.fromkeys(EXCHANGES.names) | {"started_at": 0, "account_id": "a", "model": "m", "prompt": "é" * 5000}
    batch = pa.RecordBatch.from_pylist([row | {"exchange_id": str(i)} for i in range(64)], schema=EXCHANGES)

    part = sampled(batch, np.arange(64, dtype=np.uint64) << np.uint64(8), 16)

    assert part["exchange_id"].to_pylist() == ["0", "16", "32", "48"]
    assert part.schema.names == ["exchange_id", "prompt", "system"]
    assert part["prompt"].to_pylist() == ["é" * 1500] * 4
