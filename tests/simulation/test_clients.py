"""Client stacks: popular ones are shared by many, families stay apart."""

from __future__ import annotations

import numpy as np

from stillwatch.simulation.clients import make_clients
from stillwatch.simulation.vocabulary import FAMILIES


def test_every_family_has_its_own_stacks() -> None:
    book = make_clients(np.random.default_rng(1))

    assert len(book.user_agents) == len(book.tls) == book.family_n.sum()
    browser = FAMILIES.index("browser")
    drawn = book.draw(np.random.default_rng(2), np.full(300, browser))
    assert all(str(agent).startswith("Mozilla") for agent in book.user_agents.take(drawn).to_pylist())


def test_popular_stacks_are_shared_by_many() -> None:
    book = make_clients(np.random.default_rng(1))
    drawn = book.draw(np.random.default_rng(2), np.zeros(10_000, dtype=np.int64))
    counts = np.sort(np.bincount(drawn))[::-1]

    assert counts[0] > 1000
    assert (counts > 0).sum() > 60


def test_one_user_agent_can_come_with_several_tls_fingerprints() -> None:
    book = make_clients(np.random.default_rng(1))
    pairs = set(zip(book.user_agents.to_pylist(), book.tls.to_pylist(), strict=True))

    assert len(pairs) > len(set(book.user_agents.to_pylist()))
