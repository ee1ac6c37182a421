"""The whole way from a log to its operations."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.operations import find
from stillwatch.evidence.log import Codes, Log

START = datetime(2026, 6, 1, tzinfo=UTC)


class Stages:
    """Remembers the stages that ended."""

    def __init__(self) -> None:
        self.names: list[str] = []

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Note a stage."""
        yield
        self.names.append(name)


def test_the_campaign_is_found_as_one_and_nothing_else(
    found: tuple[Operation, ...], crew: Codes, crew_rows: Codes
) -> None:
    assert [one.accounts.tolist() for one in found] == [crew.tolist()]
    assert found[0].rows.tolist() == crew_rows.tolist()


def test_an_honest_town_has_none(make_log: Callable[..., Log], town: Any) -> None:
    rows = [row for row in town.exchanges if row["account_id"].startswith("h")]
    stages = Stages()

    assert find(make_log(rows, town.accounts), stages).operations == ()
    assert stages.names == ["shared text", "families", "evidence", "campaigns", "unresolved"]


def test_shared_text_alone_is_no_campaign(make_log: Callable[..., Log], town: Any) -> None:
    rows = [row | {"hours": (7 * i) % 330} for i, row in enumerate(town.exchanges)]

    assert find(make_log(rows), Stages()).operations == ()


def test_a_log_without_any_text_or_account_has_none(make_log: Callable[..., Log]) -> None:
    assert find(make_log([{"account_id": f"a{i % 9}", "hours": i} for i in range(90)]), Stages()).operations == ()


def test_an_operation_with_many_templates_that_shares_no_card_is_found_whole(
    make_log: Callable[..., Log], town: Any
) -> None:
    chosen = random.Random(11)
    heads = [_words(chosen, 14) for _ in range(20)]
    slots = sorted(chosen.sample(range(4 * 24, 12 * 24), 36))
    rows = [
        {
            "account_id": f"x{i}",
            "hours": slot + chosen.random(),
            "prompt": f"{heads[(i + j) % 20]} {_words(chosen, 12)}",
        }
        for i in range(60)
        for j in range(4)
        for slot in chosen.choices(slots, k=10)
    ]
    honest = [row for row in town.exchanges if row["account_id"].startswith("h")]
    people = [{"account_id": f"x{i}", "created_at": START - timedelta(hours=50 + i / 20)} for i in range(60)]
    cards = [{**row, "payment_id": f"card {i}"} for i, row in enumerate(people)]

    log = make_log([*honest, *rows], [*town.accounts, *cards])
    found = find(log, Stages()).operations

    assert [len(one.accounts) for one in found] == [60]
    assert len(found[0].rows) == 2400


def test_a_hosted_tool_brings_its_text_and_its_addresses_and_is_no_operation(
    make_log: Callable[..., Log], town: Any
) -> None:
    chosen = random.Random(12)
    text = _words(chosen, 30)
    rows = [
        {
            "account_id": f"t{i}",
            "hours": chosen.uniform(0, 330),
            "prompt": f"{text} {_words(chosen, 9)}",
            "ip": f"9.9.{i % 4}.1",
        }
        for i in range(90)
        for _ in range(30)
    ]
    honest = [row for row in town.exchanges if row["account_id"].startswith("h")]
    people = [{"account_id": f"t{i}", "payment_id": f"own {i}"} for i in range(90)]

    assert find(make_log([*honest, *rows], [*town.accounts, *people]), Stages()).operations == ()


def _words(chosen: random.Random, count: int) -> str:
    return " ".join("".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(count))
