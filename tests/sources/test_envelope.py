"""What stands around the bodies, in every spelling."""

from __future__ import annotations

from typing import Any

import pytest

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.bodies.interface import Bodies
from stillwatch.sources.envelope import SPELLINGS, envelope_of, exchange_of


@pytest.mark.parametrize(("column", "name"), [(column, name) for column, names in SPELLINGS.items() for name in names])
def test_every_spelling_is_found_on_the_line_and_in_its_metadata(column: str, name: str) -> None:
    assert column in EXCHANGES.names
    for line in ({name: "v"}, {"metadata": {name: "v"}}, {name: {"id": "v"}}):
        assert getattr(exchange_of(envelope_of(line), Bodies()), column) == "v"


def test_the_lines_own_field_wins_over_metadata_and_empty_ones_do_not_count() -> None:
    line = {"account_id": "", "organization_id": "line", "metadata": {"account_id": "metadata"}}
    assert exchange_of(envelope_of(line), Bodies()).account_id == "line"


@pytest.mark.parametrize(
    ("line", "bodies", "account"),
    [
        ({"account_id": "a", "api_key_id": "k", "user": "u"}, Bodies(user="b"), "a"),
        ({"api_key_id": "k", "user": "u"}, Bodies(user="b"), "k"),
        ({"user": "u"}, Bodies(user="b"), "u"),
        ({}, Bodies(user="b"), "b"),
        ({}, Bodies(), None),
    ],
)
def test_who_stands_for_the_account(line: dict[str, Any], bodies: Bodies, account: str | None) -> None:
    assert exchange_of(envelope_of(line), bodies).account_id == account


def test_the_client_is_the_first_address_of_the_chain() -> None:
    line = {"headers": {"X-Forwarded-For": "192.0.2.1, 10.0.0.1", "USER-AGENT": "sdk"}}
    exchange = exchange_of(envelope_of(line), Bodies(), route="gateway")
    assert (exchange.ip, exchange.user_agent, exchange.route) == ("192.0.2.1", "sdk", "gateway")


def test_the_response_gives_what_the_line_lacks() -> None:
    exchange = exchange_of(envelope_of({"model": "line"}), Bodies(response_id="r", created=5, model="body"))
    assert (exchange.exchange_id, exchange.started_at, exchange.model) == ("r", 5, "body")
