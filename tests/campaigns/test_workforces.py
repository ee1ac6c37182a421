"""Whoever does the work of suspicious slices is in the crew, whether with many of its texts or with few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.workforces import workforces
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import Slices, slices_of

TRIED, CHOSEN = range(40), range(3)
"""Texts, by number: all that twelve accounts try out, and the three that came of it, which thirty others send."""


def rows_of(seekers: int = 12, users: int = 30, strangers: int = 0) -> list[dict[str, Any]]:
    """Exchanges whose text stands in their status, of each account ten with each of its texts; hours do not matter."""
    who = [(f"s{i}", text) for i in range(seekers) for text in TRIED]
    who += [(f"u{i}", text) for i in range(users) for text in CHOSEN]
    who += [(f"x{i}", text) for i in range(strangers) for text in (0, *range(100, 109))]
    return [{"account_id": name, "hours": n, "status": text} for n, (name, text) in enumerate(who * 10)]


def seeds_of(log: Log) -> Slices:
    """A slice for each of the texts tried."""
    text = log.column("status")
    rows = [np.flatnonzero(text == one).astype(np.int32) for one in TRIED]
    offsets: Ints = np.concatenate([[0], np.cumsum([len(one) for one in rows])]).astype(np.int64)
    return slices_of(log, offsets, np.concatenate(rows))


def crews(log: Log, *, leads: bool = True) -> list[set[str]]:
    """The names of each crew's accounts."""
    seeds = seeds_of(log)
    found = workforces(log, seeds, np.full(len(seeds), 20.0), np.full(len(seeds), leads))
    return [names(log, one.accounts) for one in found]


def names(log: Log, codes: Codes) -> set[str]:
    return {str(log.registry.names[int(code)]) for code in codes}


def test_those_who_use_what_a_few_tried_out_are_in_the_crew(make_log: Callable[..., Log]) -> None:
    seekers, users = {f"s{i}" for i in range(12)}, {f"u{i}" for i in range(30)}

    assert crews(make_log(rows_of())) == [seekers | users]


def test_a_few_strangers_who_send_one_of_the_texts_are_not(make_log: Callable[..., Log]) -> None:
    assert crews(make_log(rows_of(users=0, strangers=4))) == [{f"s{i}" for i in range(12)}]


def test_no_slice_that_leads_is_no_crew(make_log: Callable[..., Log]) -> None:
    assert crews(make_log(rows_of()), leads=False) == []
