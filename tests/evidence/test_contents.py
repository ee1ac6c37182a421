"""Postings read the other way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.evidence.atoms import Postings, shared_atoms
from stillwatch.evidence.contents import Contents, contents_of
from stillwatch.evidence.log import Log


@pytest.fixture
def log(make_log: Callable[..., Log]) -> Log:
    texts = [
        "write the long report about the old harbour in spring",
        "sum up what the new letter says about rent and tax",
    ]
    rows = [{"account_id": f"a{i % 9}", "prompt": f"{texts[i % 2]} number {i // 18}"} for i in range(120)]
    return make_log(rows)


@pytest.fixture
def postings(log: Log) -> Postings:
    return shared_atoms(log)


@pytest.fixture
def contents(log: Log, postings: Postings) -> Contents:
    return contents_of(log, postings)


def users(log: Log, postings: Postings, chosen: np.ndarray) -> list[set[int]]:
    """The accounts of the chosen exchanges of each atom."""
    parts = [postings.rows[postings.offsets[i] : postings.offsets[i + 1]] for i in range(len(postings))]
    return [set(log.account[part[chosen[part]]].tolist()) for part in parts]


def test_each_exchange_has_the_atoms_that_it_stands_with(log: Log, postings: Postings, contents: Contents) -> None:
    said = {
        (i, int(row))
        for i in range(len(postings))
        for row in postings.rows[postings.offsets[i] : postings.offsets[i + 1]]
    }
    read = {
        (int(atom), row)
        for row in range(len(log))
        for atom in contents.atoms[contents.offsets[row] : contents.offsets[row + 1]]
    }

    assert len(postings) > 3
    assert read == said


def test_a_tally_counts_exchanges(log: Log, postings: Postings, contents: Contents) -> None:
    chosen = np.zeros(len(log), dtype=np.bool_)
    chosen[::3] = True
    parts = [postings.rows[postings.offsets[i] : postings.offsets[i + 1]] for i in range(len(postings))]

    assert contents.tally(np.flatnonzero(chosen)).tolist() == [int(chosen[part].sum()) for part in parts]


def test_members_are_counted_once_for_each_atom(log: Log, postings: Postings, contents: Contents) -> None:
    member = np.arange(len(log.registry)) % 2 == 0
    mine = member[log.account]

    rows, members = contents.sent_by(contents.accounts, member)

    assert members.tolist() == [len(one) for one in users(log, postings, mine)]
    assert rows.tolist() == contents.tally(np.flatnonzero(mine)).tolist()
    assert contents.accounts.users.tolist() == [len(one) for one in users(log, postings, np.ones_like(mine))]
    assert contents.sent_by(contents.customers, np.ones_like(member))[1].tolist() == postings.customers.tolist()
