"""A pool's fixed texts are found with all who send them, and said in the pool's conversations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.texts import FEWEST, alike, talks_of, texts_of
from stillwatch.evidence.families import Families
from stillwatch.evidence.log import Log


def marked(log: Log, letter: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([name.startswith(letter) for name in log.registry.names.to_pylist()])


def test_an_exchange_without_a_conversation_is_one_of_its_own(make_log: Callable[..., Log]) -> None:
    said = [("p0", "a"), ("x0", "a"), ("p0", None), ("p0", "a"), ("p1", "a"), ("p1", None)]
    log = make_log(
        [
            {"account_id": name, "hours": i, "prompt": "hello", "conversation_id": talk}
            for i, (name, talk) in enumerate(said)
        ]
    )

    talks = talks_of(log, marked(log, "p"))

    assert talks.rows.tolist() == [0, 2, 3, 4, 5]
    assert len(talks) == 4
    assert talks.of_row[0] == talks.of_row[2]
    assert len(np.unique(talks.of_row)) == 4
    assert talks.first[talks.of_row].tolist() == [0, 2, 0, 4, 5]


def test_nobody_has_no_conversations(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "x", "prompt": "hello"}])

    assert len(talks_of(log, marked(log, "p"))) == 0


def test_texts_of_the_pool_are_told_with_strangers_who_send_them_too(pool_log: Log) -> None:
    member = marked(pool_log, "p")
    talks = talks_of(pool_log, member)

    texts = texts_of(corpus_of(pool_log), talks)

    ids = np.array(pool_log.traits["exchange_id"].to_pylist())
    senders = [tuple(sorted({name.split("-")[0] for name in ids[text.rows]} - {"late"})) for text in texts]
    assert Counter(senders) == {("one",): 4, ("two",): 4, ("customer",): 60}
    assert any("late" in name for text in texts for name in ids[text.rows])
    assert all(len(text.talks) >= FEWEST for text in texts)
    assert [len(text.talks) for text in texts] == sorted((len(text.talks) for text in texts), reverse=True)


def test_pieces_of_one_text_are_one() -> None:
    rows = [*range(10), *range(1, 11), *range(20, 30)]
    pieces = Families(
        np.array([0, 10, 20, 30], dtype=np.int64), np.array(rows, dtype=np.int32), np.arange(3, dtype=np.int32)
    )

    assert [group.tolist() for group in alike(pieces, 40)] == [[0, 1], [2]]
    assert alike(Families(np.zeros(1, dtype=np.int64), np.empty(0, np.int32), np.empty(0, np.int32)), 40) == []
