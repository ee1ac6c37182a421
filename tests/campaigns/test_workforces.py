"""Whoever does the work of suspicious slices is in the crew, whether with many of its texts or with few."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.significance import by_customer
from stillwatch.campaigns.workforces import workforces
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.measures import measure, rates_of
from stillwatch.evidence.slices import Slices, slices_of

TRIED, CHOSEN = range(24), range(3)
"""Texts, by number: all that a dozen accounts try out, and the three that came of it, which thirty others send."""
EACH = 10
SEEKERS, USERS = {f"s{i}" for i in range(12)}, {f"u{i}" for i in range(30)}


def _words(chosen: random.Random, count: int) -> str:
    return " ".join("".join(chosen.choices("abcdefghijklmnop", k=7)) for _ in range(count))


def log_of(make_log: Callable[..., Log], *, cards: int) -> Log:
    """Seekers with every text and users with those chosen, these with so many ``cards``, among nine hundred others.

    The number of an exchange's text stands in its status, 99 for what others say.
    """
    chosen = random.Random(7)
    texts = [_words(chosen, 16) for _ in TRIED]
    sent = [(name, text) for name in sorted(SEEKERS) for text in TRIED]
    sent += [(name, text) for name in sorted(USERS) for text in CHOSEN]
    rows: list[dict[str, Any]] = [
        {
            "account_id": name,
            "hours": chosen.random() * 400,
            "status": text,
            "prompt": f"{texts[text]} {_words(chosen, 9)}",
        }
        for name, text in sent * EACH
    ]
    rows += [
        {"account_id": f"h{i}", "hours": chosen.random() * 400, "status": 99, "prompt": _words(chosen, 20)}
        for i in range(900)
        for _ in range(2)
    ]
    people = [{"account_id": name, "payment_id": f"p{i % 4}"} for i, name in enumerate(sorted(SEEKERS))]
    people += [
        {"account_id": name, "payment_id": f"q{i % cards}", "device_id": f"d{(i + i // 3) % cards}"}
        for i, name in enumerate(sorted(USERS))
    ]
    people += [{"account_id": f"h{i}", "payment_id": f"r{i}", "device_id": f"e{i}"} for i in range(900)]
    return make_log(rows, people)


def crews(log: Log, *, leads: bool = True) -> list[set[str]]:
    """The names of each crew's accounts, where each text's exchanges are a suspicious slice."""
    text = log.column("status")
    rows = [np.flatnonzero(text == one).astype(np.int32) for one in TRIED]
    offsets: Ints = np.concatenate([[0], np.cumsum([len(one) for one in rows])]).astype(np.int64)
    seeds = slices_of(log, offsets, np.concatenate(rows))
    found = workforces(_ground(log, seeds), seeds, np.full(len(seeds), 20.0), np.full(len(seeds), leads))
    return [_names(log, one.accounts) for one in found]


def _ground(log: Log, slices: Slices) -> Ground:
    rates = rates_of(log)
    return Ground(
        corpus_of(log), rates, measure(log, slices, np.ones(len(slices), dtype=np.bool_), rates), by_customer(log)
    )


def _names(log: Log, codes: Codes) -> set[str]:
    return {str(log.registry.names[int(code)]) for code in codes}


@pytest.fixture(scope="module")
def ten_cards(make_log: Callable[..., Log]) -> Log:
    """The users have ten cards and ten laptops."""
    return log_of(make_log, cards=10)


def test_those_who_use_what_a_few_tried_out_are_in_the_crew(ten_cards: Log) -> None:
    assert crews(ten_cards) == [SEEKERS | USERS]


def test_strangers_who_send_the_same_and_have_nothing_else_in_common_are_not(make_log: Callable[..., Log]) -> None:
    assert crews(log_of(make_log, cards=30)) == [SEEKERS]


def test_without_a_slice_that_leads_there_is_no_crew(ten_cards: Log) -> None:
    assert crews(ten_cards, leads=False) == []
