"""The accounts table keeps within its room and says what it leaves out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.report.account_rows import accounts_table
from stillwatch.report.accounts import AccountRow


def row(name: str, *reasons: str) -> AccountRow:
    return AccountRow(name, "c", 0.9, 12, 10, "verify", reasons)


ROWS = st.lists(st.builds(row, st.text(max_size=300), st.text(max_size=300)), max_size=40)


@given(ROWS, st.integers(0, 5000))
def test_the_text_stays_within_its_room(accounts: list[AccountRow], room: int) -> None:
    table = accounts_table(accounts, len(accounts) + 7, room)
    assert sum(len(each.account_id) + len(each.reasons) for each in table.rows) <= room
    assert len(table.rows) + table.left == len(accounts) + 7


def test_reasons_of_several_accounts_get_a_letter_and_rare_ones_their_words() -> None:
    table = accounts_table([row("a", "often", "once"), row("b", "often")], 2, 10_000)
    assert [(reason.letter, reason.text, reason.accounts) for reason in table.reasons] == [("a", "often", 2)]
    assert [each.reasons for each in table.rows] == ["a; once", "a"]


def test_more_reasons_than_letters_are_still_told() -> None:
    reasons = [f"reason {place:02d}" for place in range(30)]
    table = accounts_table([row("a", *reasons), row("b", *reasons)], 2, 10_000)
    assert len(table.reasons) == 26
    assert "reason 29" in table.rows[0].reasons


def test_counts_are_of_the_campaign_and_of_the_rest() -> None:
    (shown,) = accounts_table([row("a")], 1, 1000).rows
    assert (shown.exchanges, shown.honest, shown.score) == ("10", "2", "0.90")
