"""Which fixed texts are an operation's own."""

from __future__ import annotations

import numpy as np

from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.words import Usage, atom_rows, near_words, own_words, usage
from stillwatch.evidence.log import Codes
from stillwatch.evidence.slices import Slices


def counts(rows: int, accounts: int, member_rows: int, members: int) -> Usage:
    return Usage(np.array([rows]), np.array([accounts]), np.array([member_rows]), np.array([members]))


def test_a_crews_wording_is_its_own_and_strangers_have_none(
    ground: Ground, crew: Codes, crew_rows: Codes, two_groups: Slices
) -> None:
    member, stranger = np.zeros((2, len(ground.log.registry)), dtype=np.bool_)
    member[crew] = True
    stranger[ground.log.account[two_groups.rows[two_groups.row_offsets[1] :]]] = True

    own = own_words(usage(ground.corpus.contents, ground.corpus.contents.accounts, member))

    assert atom_rows(ground.postings, own).tolist() == crew_rows.tolist()
    assert len(own_words(usage(ground.corpus.contents, ground.corpus.contents.accounts, stranger))) == 0


def test_usage_counts_exchanges_and_accounts_of_members_and_all(ground: Ground, crew: Codes) -> None:
    member = np.zeros(len(ground.log.registry), dtype=np.bool_)
    member[crew] = True

    found = usage(ground.corpus.contents, ground.corpus.contents.accounts, member)

    assert found.rows.tolist() == np.diff(ground.postings.offsets).tolist()
    assert (found.member_rows <= found.rows).all()
    assert (found.members <= found.accounts).all()
    assert (found.accounts >= ground.postings.customers).all()


def test_a_public_template_is_not_an_operations_own_however_much_it_uses_it() -> None:
    assert len(own_words(counts(100_000, 60, 99_000, 40))) == 0
    assert len(own_words(counts(100_000, 44, 99_000, 40))) == 1


def test_what_members_share_by_chance_they_send_once() -> None:
    assert len(own_words(counts(9, 8, 9, 8))) == 0
    assert len(own_words(counts(40, 8, 40, 8))) == 1


def test_words_that_one_account_spoils_are_near() -> None:
    assert len(near_words(counts(400, 6, 100, 5))) == 1
    assert len(near_words(counts(400, 60, 100, 5))) == 0
