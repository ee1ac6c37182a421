"""Accounts of a shared pool that nothing else ties to it are found by its senders' texts and its places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.belonging import JOIN, Members
from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.pooling import pooled, text_bits
from stillwatch.campaigns.texts import talks_of
from stillwatch.evidence.log import Codes, Log

NOBODY = np.empty(0, dtype=np.int32)


def codes(log: Log, *letters: str) -> Codes:
    return np.flatnonzero([name.startswith(letters) for name in log.registry.names.to_pylist()]).astype(np.int32)


def known(log: Log) -> Members:
    accounts = codes(log, "p")
    return Members(accounts, np.arange(len(accounts), dtype=np.float64))


def joiners(log: Log, taken: Codes = NOBODY) -> set[str]:
    found = pooled(corpus_of(log), known(log), taken)
    return {log.registry.names[int(code)].as_py() for code in found.accounts if code not in known(log).accounts}


def elsewhere(rows: list[dict[str, Any]], **changed: Any) -> list[dict[str, Any]]:
    """The pool with ``changed`` in what goes through the account that is not known."""
    return [row | changed if row["account_id"] == "late" else row for row in rows]


def test_the_same_senders_from_the_same_places_make_a_member(pool_log: Log) -> None:
    found = pooled(corpus_of(pool_log), known(pool_log), NOBODY)

    assert joiners(pool_log) == {"late"}
    assert (np.diff(found.accounts) > 0).all()
    late = found.bits[np.searchsorted(found.accounts, codes(pool_log, "late"))]
    assert late.tolist() > [JOIN]
    assert set(found.bits) - set(late) == set(range(20))


def test_nobody_is_taken_from_another_operation(pool_log: Log) -> None:
    assert joiners(pool_log, taken=codes(pool_log, "late")) == set()


def test_texts_alone_make_nobody_a_member(make_log: Callable[..., Log], pool_rows: list[dict[str, Any]]) -> None:
    assert joiners(make_log(elsewhere(pool_rows, ip="10.9.9.9"))) == set()


def test_places_alone_make_nobody_a_member(make_log: Callable[..., Log], pool_rows: list[dict[str, Any]]) -> None:
    assert joiners(make_log(elsewhere(pool_rows, prompt="what is the time"))) == set()


def test_a_customer_with_his_own_text_at_the_pools_place_stays_out(
    make_log: Callable[..., Log], pool_rows: list[dict[str, Any]]
) -> None:
    own = next(row["prompt"] for row in pool_rows if row["exchange_id"].startswith("customer"))

    assert joiners(make_log(elsewhere(pool_rows, prompt=own))) == set()


def test_bits_of_texts_and_places_have_the_right_sign(pool_log: Log) -> None:
    member = np.isin(np.arange(len(pool_log.registry)), codes(pool_log, "p"))

    everybody = np.arange(len(member), dtype=np.int32)
    bits, used = text_bits(corpus_of(pool_log), talks_of(pool_log, np.ones_like(member)), member, everybody)

    assert bits[codes(pool_log, "p", "late")].min() > 0
    assert bits[codes(pool_log, "x")].max() <= 0
    assert used[codes(pool_log, "late")][0] > 20


def test_texts_that_the_unknown_third_of_a_pool_sends_too_are_the_pools(pool_log: Log) -> None:
    member = np.isin(np.arange(len(pool_log.registry)), codes(pool_log, "p")[:14])

    everybody = np.arange(len(member), dtype=np.int32)
    used = text_bits(corpus_of(pool_log), talks_of(pool_log, np.ones_like(member)), member, everybody)[1]

    assert used[codes(pool_log, "p", "late")].min() > 20
    assert used[codes(pool_log, "x")].max() == 0
