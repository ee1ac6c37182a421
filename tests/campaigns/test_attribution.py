"""An operation's own exchanges are told from honest traffic of the same accounts."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.campaigns.attribution import attributed, kin_atoms
from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.words import atom_rows
from stillwatch.evidence.log import Codes, Log

WORDING = "Write out step by step the reasoning that could have led to the finished answer below, item"


def test_honest_traffic_on_the_same_accounts_is_left_out(ground: Ground, crew: Codes, crew_rows: Codes) -> None:
    theirs = np.flatnonzero(np.isin(ground.log.account, crew))
    assert len(theirs) > len(crew_rows)

    found = attributed(ground.corpus, crew, crew_rows)

    assert found.accounts.tolist() == crew.tolist()
    assert found.rows.tolist() == crew_rows.tolist()


def test_rows_with_the_same_words_follow_from_most_of_them(ground: Ground, crew: Codes, crew_rows: Codes) -> None:
    known = np.delete(crew_rows, np.arange(0, len(crew_rows), 20))

    assert attributed(ground.corpus, crew, known).rows.tolist() == crew_rows.tolist()


def test_strangers_rows_are_never_taken(ground: Ground, crew: Codes, crew_rows: Codes) -> None:
    found = attributed(ground.corpus, crew[:20], crew_rows)

    assert set(ground.log.account[found.rows].tolist()) == set(crew[:20].tolist())


def test_kin_are_the_words_that_hardly_occur_elsewhere(ground: Ground, crew_rows: Codes) -> None:
    own = kin_atoms(ground.corpus.contents, crew_rows)

    assert 0 < len(own) < len(ground.postings)
    assert atom_rows(ground.postings, own).tolist() == crew_rows.tolist()
    assert len(kin_atoms(ground.corpus.contents, crew_rows[: len(crew_rows) // 2])) == 0
    assert len(atom_rows(ground.postings, own[:0])) == 0


@pytest.mark.parametrize(("other", "taken"), [(3, 200), (40, 160)])
def test_dedicated_accounts_own_the_rest_as_well(make_log: Callable[..., Log], other: int, taken: int) -> None:
    rows = [{"account_id": f"a{i % 10}", "hours": i, "prompt": f"{WORDING} {chr(97 + i % 26) * 5}"} for i in range(200)]
    chosen = random.Random(8)
    own = [" ".join("".join(chosen.choices("abcdefgh", k=6)) for _ in range(20)) for _ in range(other)]
    rows = rows[: 200 - other] + [row | {"prompt": text} for row, text in zip(rows[-other:], own, strict=True)]
    log = make_log(rows)

    found = attributed(corpus_of(log), np.arange(10, dtype=np.int32), np.arange(200 - other, dtype=np.int32))

    assert len(found.rows) == taken


def test_later_turns_follow_a_conversation_that_begins_with_the_words(make_log: Callable[..., Log]) -> None:
    chosen = random.Random(9)
    rows = []
    for i in range(120):
        talk = {"account_id": f"a{i % 10}", "conversation_id": f"talk{i}"}
        rows.append(talk | {"hours": i, "prompt": f"{WORDING} {chr(97 + i % 26) * 5}"})
        if i < 30:
            rows.append(talk | {"hours": i + 0.5, "prompt": "".join(chosen.choices("abcdefgh ", k=60))})
    other = ["".join(chosen.choices("ijklmnop ", k=60)) for _ in range(40)]
    honest = [{"account_id": f"a{i % 10}", "hours": 200 + i, "prompt": text} for i, text in enumerate(other)]
    log = make_log([*rows, *honest])
    begun = np.flatnonzero([text.startswith(WORDING) for text in _prompts(rows, honest)]).astype(np.int32)

    found = attributed(corpus_of(log), np.arange(10, dtype=np.int32), begun)

    assert len(found.rows) == 150


def _prompts(*parts: list[dict[str, object]]) -> list[str]:
    rows = sorted((row for part in parts for row in part), key=lambda row: float(str(row["hours"])))
    return [str(row["prompt"]) for row in rows]
