"""A life goes on from what earlier results kept of it, and is told once however logs overlap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from stillwatch.campaigns.conduct import SILENCE
from stillwatch.campaigns.continuing import Descent
from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.evidence.log import Log
from stillwatch.findings.life import Lineage, life, lineage, shared_words, unheard
from stillwatch.records.campaign import Moment
from stillwatch.records.known import Known, Traces

START = datetime(2026, 6, 1, tzinfo=UTC)
CREW = tuple(f"c{i}" for i in range(40))


def known(until: float, *moments: tuple[float, str, str], accounts: tuple[str, ...] = CREW, name: str = "C-1") -> Known:
    """A campaign as an earlier result kept it; times in days."""
    history = tuple(Moment(START + timedelta(days=day), event, state, "…") for day, event, state in moments)
    return Known(name, (), START + timedelta(days=until), history, Traces(accounts))


def part(town: Any, make_log: Callable[..., Log], begin: float, end: float) -> tuple[Log, Operation]:
    """The log of some days and the campaign's exchanges in it."""
    log = make_log([row for row in town.exchanges if 24 * begin <= row["hours"] < 24 * end], town.accounts)
    ids = log.traits.column("exchange_id").to_pylist()
    rows = np.flatnonzero([name.startswith("campaign") for name in ids]).astype(np.int32)
    whole = (Fixed(1, "prompt", rows),)
    return log, Operation(np.unique(log.account[rows]), rows, 12.0, 0.005, 0.99, (), (), whole)


def events(moments: tuple[Moment, ...]) -> list[tuple[str, str]]:
    return [(one.event, one.state) for one in moments]


def test_a_campaign_of_this_log_alone(town_log: Log, operation: Operation) -> None:
    told = life(town_log, operation, Lineage(), None)

    assert events(told)[:2] == [("first_seen", "starting"), ("steady", "active")]
    assert ("model_switched", "active") in events(told)
    assert "from m1 to m2" in next(one.text for one in told if one.event == "model_switched")


def test_a_log_that_follows_keeps_what_was_told(town: Any, make_log: Callable[..., Log]) -> None:
    log, operation = part(town, make_log, 9, 14)
    line = Lineage(heir_of=known(8.5, (4, "first_seen", "starting"), (5, "steady", "active")), shared=(40, 9, 0))

    told = life(log, operation, line, None)

    assert events(told) == [("first_seen", "starting"), ("steady", "active"), ("found_again", "active")]
    assert told[-1].text.endswith("with which it shares 40 accounts, 9 pieces of text")


def test_a_log_that_holds_the_earlier_one_tells_it_anew(town_log: Log, operation: Operation) -> None:
    line = Lineage(heir_of=known(8.5, (4, "first_seen", "starting"), (5, "steady", "active")), shared=(40, 0, 0))

    told = life(town_log, operation, line, None)

    assert [one for one, _ in events(told)].count("first_seen") == 1
    assert [one for one, _ in events(told)].count("steady") == 1
    assert [one.at for one in told] == sorted(one.at for one in told)
    again = next(one for one in told if one.event == "found_again")
    assert again.at > START + timedelta(days=8.5)


def test_that_it_was_found_again_and_again_is_kept_once(town: Any, make_log: Callable[..., Log]) -> None:
    log, operation = part(town, make_log, 9, 14)
    moments = [(4.0, "first_seen", "starting"), (5.0, "steady", "active")]
    earlier = known(8.5, *moments, *((6 + i / 24, "found_again", "active") for i in range(20)))

    told = life(log, operation, Lineage(heir_of=earlier), None)

    assert [one for one, _ in events(told)].count("found_again") == 1


def test_accounts_closed_between_two_logs_are_a_wave(town: Any, make_log: Callable[..., Log]) -> None:
    log, operation = part(town, make_log, 9, 14)
    old = tuple(f"gone{i}" for i in range(30))
    closed = [{"account_id": name, "closed_at": START + timedelta(days=8.9)} for name in old]
    table = town.account_table().schema.empty_table().to_pylist() + closed
    line = Lineage(heir_of=known(8.8, (4, "first_seen", "starting"), (5, "steady", "active"), accounts=old))

    told = life(log, operation, line, _accounts(town, table))

    assert events(told)[2:5] == [
        ("accounts_closed", "disrupted"),
        ("found_again", "disrupted"),
        ("taken_over", "displaced"),
    ]


def test_merged_and_split_are_told(town_log: Log, operation: Operation) -> None:
    other = known(3, (1, "first_seen", "starting"), name="C-2")

    assert ("merged", "starting") in events(life(town_log, operation, Lineage(known(3), (other,)), None))
    assert "a part of C-2" in life(town_log, operation, Lineage(split_from=(other,)), None)[1].text


def test_who_is_not_found_is_silent_after_three_days() -> None:
    one = known(8.5, (4, "first_seen", "starting"), (5, "steady", "active"))
    last = int(one.last_seen.timestamp()) * 1_000_000

    assert unheard(one, last + SILENCE - 1) == one
    later = unheard(one, last + SILENCE)
    assert (later.state, later.history[-1].at) == ("dormant", one.last_seen + timedelta(days=3))
    assert unheard(later, last + 9 * SILENCE) == later


def test_a_disrupted_one_that_is_not_found_has_ended() -> None:
    one = known(8.5, (4, "first_seen", "starting"), (8, "accounts_closed", "disrupted"))

    assert unheard(one, int(one.last_seen.timestamp()) * 1_000_000 + SILENCE).state == "ended"


def test_a_lineage_names_the_campaigns_of_a_descent() -> None:
    earlier = [known(1, name=f"C-{i}") for i in range(4)]
    line = lineage(Descent(2, (0,), (3,), (5, 0, 1)), earlier)

    assert (line.heir_of, line.merged, line.split_from) == (earlier[2], (earlier[0],), (earlier[3],))
    assert line.continued == (earlier[2], earlier[0])
    assert lineage(Descent(), earlier).continued == ()


@pytest.mark.parametrize(
    ("shared", "words"), [((3, 0, 4), "3 accounts, 4 cards, devices and phones"), ((0, 7, 0), "7 pieces of text")]
)
def test_what_is_shared_is_counted_in_words(shared: tuple[int, int, int], words: str) -> None:
    assert shared_words(shared) == words


def _accounts(town: Any, rows: list[dict[str, Any]]) -> Any:
    schema = town.account_table().schema
    return schema.empty_table().from_pylist([dict.fromkeys(schema.names) | row for row in rows], schema=schema)
