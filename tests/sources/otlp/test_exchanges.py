"""Attributes as the contract's columns."""

from __future__ import annotations

import pytest

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.otlp.calls import Call
from stillwatch.sources.otlp.exchanges import NAMES, exchange_of_call


@pytest.mark.parametrize(
    ("column", "name"), [(column, name) for column, names in NAMES.items() for name in names if column != "provider"]
)
def test_every_name_is_found_on_the_span_and_on_its_resource(column: str, name: str) -> None:
    assert column in EXCHANGES.names
    for call in (Call("t", "s", 0, attributes={name: "v"}), Call("t", "s", 0, resource={name: "v"})):
        assert getattr(exchange_of_call(call), column) == "v"


@pytest.mark.parametrize(
    ("provider", "route"),
    [
        ("aws.bedrock", "bedrock"),
        ("gcp.vertex_ai", "vertex"),
        ("azure.ai.openai", "azure"),
        ("openai", "api"),
        (5, "api"),
    ],
)
def test_routes(provider: object, route: str) -> None:
    assert exchange_of_call(Call("t", "s", 0, attributes={"gen_ai.provider.name": provider})).route == route


def test_ids() -> None:
    told = {"gen_ai.response.id": "r"}
    assert exchange_of_call(Call("t", "s", 0, attributes=told)).exchange_id == "t-s"
    assert exchange_of_call(Call("", "", 0, attributes=told)).exchange_id == "r"


def test_without_messages_nothing_is_counted() -> None:
    exchange = exchange_of_call(Call("t", "s", 0))
    assert (exchange.prompt, exchange.turns, exchange.images) == (None, None, None)
