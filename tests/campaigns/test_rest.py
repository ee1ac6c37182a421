"""What is left of an account is honest traffic, more of the operation's own, or both, in a proportion of its own."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.campaigns.corpus import corpus_of
from stillwatch.campaigns.rest import own_in_bulk, own_share
from stillwatch.campaigns.words import usage
from stillwatch.evidence.log import Log

HONEST = -6.0


def test_each_account_mixes_in_a_proportion_of_its_own() -> None:
    chosen = np.random.default_rng(3)
    truth = np.concatenate([np.arange(400) < 360, np.arange(400) < 40])
    bits = (np.where(truth, 4, -4) + chosen.normal(0, np.sqrt(8), 800)) / np.log(2)
    account = np.repeat([4, 9], 400).astype(np.int32)

    share = own_share(bits, account)

    assert share[:400].mean() == pytest.approx(0.9, abs=0.04)
    assert share[400:].mean() == pytest.approx(0.1, abs=0.04)
    doubtful = own_share(np.array([0.0, *bits[1:-1], 0.0]), account)
    assert doubtful[0] > 0.75
    assert doubtful[-1] < 0.25


def test_an_account_with_few_exchanges_is_judged_like_the_others() -> None:
    bits = np.concatenate([np.full(300, HONEST), [0.5]])
    account = np.concatenate([np.zeros(300), [1]]).astype(np.int32)

    assert own_share(bits, account)[-1] < 0.1


def test_nothing_to_tell_by_says_nothing() -> None:
    assert own_share(np.zeros(5), np.zeros(5, dtype=np.int32)).tolist() == [0.5] * 5


def test_nothing_left_is_nothing_to_judge() -> None:
    assert len(own_share(np.empty(0), np.empty(0, dtype=np.int32))) == 0


def test_a_text_that_mostly_members_send_often_is_theirs(make_log: Callable[..., Log]) -> None:
    chosen = random.Random(11)
    bulk = "Name the towns along the river from the spring to the sea and how far they lie"
    thin = "Tell the guests of the hotel at the harbour in a few words when the pool is closed"
    public = "Put the items of the list below into the order of the year in which they were"

    def sent(name: str, text: str, times: int, senders: int) -> list[dict[str, str]]:
        said = [" ".join("".join(chosen.choices("abcdefgh", k=6)) for _ in range(12)) for _ in range(times)]
        return [{"account_id": f"{name}{i % senders}", "prompt": f"{text} {one}"} for i, one in enumerate(said)]

    rows = [*sent("a", bulk, 480, 24), *sent("a", thin, 48, 24), *sent("a", public, 480, 24)]
    rows += [*sent("b", bulk, 80, 40), *sent("b", public, 480, 40)]
    log = make_log([row | {"hours": i} for i, row in enumerate(rows)])
    corpus = corpus_of(log)

    found = own_in_bulk(corpus, usage(corpus.contents, corpus.contents.accounts, np.arange(len(log.registry)) < 24))

    assert np.flatnonzero(found).tolist() == [*range(480), *range(1008, 1088)]
