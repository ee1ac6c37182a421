"""The whole way from a log to its operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.operations import find_operations
from stillwatch.evidence.log import Codes, Log


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

    assert find_operations(make_log(rows, town.accounts), stages) == ()
    assert stages.names == ["shared text", "families", "evidence", "campaigns"]


def test_shared_text_alone_is_no_campaign(make_log: Callable[..., Log], town: Any) -> None:
    rows = [row | {"hours": (7 * i) % 330} for i, row in enumerate(town.exchanges)]

    assert find_operations(make_log(rows), Stages()) == ()


def test_a_log_without_any_text_or_account_has_none(make_log: Callable[..., Log]) -> None:
    assert find_operations(make_log([{"account_id": f"a{i % 9}", "hours": i} for i in range(90)]), Stages()) == ()
