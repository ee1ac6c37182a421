"""Operators that share a pool of accounts come out one by one, without the pool's customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.unmixing import operators
from stillwatch.evidence.log import Codes, Log


def codes(log: Log, letter: str) -> Codes:
    return np.flatnonzero([name.startswith(letter) for name in log.registry.names.to_pylist()]).astype(np.int32)


def senders(log: Log, rows: Codes) -> Counter[str]:
    ids = log.traits["exchange_id"].to_pylist()
    return Counter(ids[row].split("-")[0] for row in rows)


def test_two_operators_and_customers_on_the_same_accounts_are_taken_apart(pool_log: Log) -> None:
    found = operators(corpus_of(pool_log), codes(pool_log, "p"))

    assert sorted(senders(pool_log, rows).most_common(1)[0] for rows in found) == [("one", 800), ("two", 800)]
    assert all(set(senders(pool_log, rows)) <= {"one", "two", "public"} for rows in found)


def test_one_operator_among_customers_is_taken_out(
    make_log: Callable[..., Log], pool_rows: list[dict[str, str]]
) -> None:
    log = make_log([row for row in pool_rows if not row["exchange_id"].startswith("two")])

    found = operators(corpus_of(log), codes(log, "p"))

    assert len(found) == 1
    assert senders(log, found[0])["one"] == 800
    assert senders(log, found[0])["customer"] == 0


def test_an_operator_alone_shares_with_nobody(make_log: Callable[..., Log], pool_rows: list[dict[str, str]]) -> None:
    log = make_log([row for row in pool_rows if row["exchange_id"].startswith(("one", "public"))])

    assert operators(corpus_of(log), codes(log, "p")) == []


def test_an_honest_relay_has_no_operator(make_log: Callable[..., Log], pool_rows: list[dict[str, str]]) -> None:
    log = make_log([row for row in pool_rows if row["exchange_id"].startswith(("customer", "public"))])

    assert operators(corpus_of(log), codes(log, "p")) == []


def test_new_texts_of_one_operator_make_no_second(
    make_log: Callable[..., Log], pool_rows: list[dict[str, str]]
) -> None:
    late = [row for row in pool_rows if row["exchange_id"].startswith("two")]
    moved = [row | {"hours": float(row["hours"]) % 24 / 2 + 400 + i / 4} for i, row in enumerate(late)]
    log = make_log([*(row for row in pool_rows if row["exchange_id"].startswith(("one", "public"))), *moved])

    assert operators(corpus_of(log), codes(log, "p")) == []


def test_nobody_has_no_operators(pool_log: Log) -> None:
    assert operators(corpus_of(pool_log), codes(pool_log, "nobody")) == []
