"""Rows with the same fixed text are one group, whatever their payloads share."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.evidence.log import Codes, Log
from stillwatch.findings import wordings as module
from stillwatch.findings.wordings import NO_WORDING, wordings

FRAME = "You belong to the second crew of the northern archive and you answer every entry at length."
FIRST = "Weigh the entry against the catalogue of the year before and name the five largest gaps that you see in it."
SECOND = "Sketch what the entry would look like on a map of the province and mark the two most doubtful places on it."
WORDS = ["".join(letters) for letters in itertools.product("bdfklmn", "aeio", "rstvz", "ou")]

MakeLog = Callable[..., Log]


def rows_of(text: str, count: int, seed: int, **more: Any) -> list[dict[str, Any]]:
    """Requests that end with ``text`` after payloads of their own."""
    rng = np.random.default_rng(seed)
    return [
        {"account_id": "a", "hours": i, "prompt": f"{' '.join(rng.choice(WORDS, 20))} {text}", **more}
        for i in range(count)
    ]


def groups(log: Log, count: int | None = None) -> Codes:
    return wordings(log, np.arange(len(log) if count is None else count, dtype=np.int32))


def test_each_wording_is_a_group(make_log: MakeLog) -> None:
    mixed = [row for pair in zip(rows_of(FIRST, 20, 1), rows_of(SECOND, 20, 2), strict=True) for row in pair]

    found = groups(make_log(mixed))

    assert len(set(found[::2])) == len(set(found[1::2])) == 1
    assert found[0] != found[1]
    assert NO_WORDING not in found


def test_the_wording_and_not_the_common_frame_makes_the_group(make_log: MakeLog) -> None:
    mixed = rows_of(FIRST, 20, 1, system=FRAME) + rows_of(SECOND, 20, 2, system=FRAME)
    found = groups(make_log(mixed))

    assert len(set(found)) == 2


def test_too_few_rows_or_no_fixed_text_are_no_wording(make_log: MakeLog) -> None:
    assert set(groups(make_log(rows_of(FIRST, 5, 1)))) == {NO_WORDING}
    assert set(groups(make_log([{"account_id": "a", "prompt": f"{word} only"} for word in WORDS]))) == {NO_WORDING}
    assert len(groups(make_log(rows_of(FIRST, 5, 1)), 0)) == 0


def test_a_part_of_the_shingles_will_do(make_log: MakeLog, monkeypatch: Any) -> None:
    log = make_log(rows_of(f"{FRAME} {FIRST} {SECOND}", 40, 1))
    monkeypatch.setattr(module, "MOST_PAIRS", 600)

    assert len(set(groups(log))) == 1
    assert NO_WORDING not in set(groups(log))
