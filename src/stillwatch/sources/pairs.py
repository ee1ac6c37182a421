"""Log lines that hold a request, its response, and an envelope around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from stillwatch.sources.bodies.chunks import whole_response
from stillwatch.sources.bodies.dispatch import read_bodies
from stillwatch.sources.bodies.fields import first, mapping
from stillwatch.sources.bodies.interface import Json
from stillwatch.sources.envelope import envelope_of, exchange_of
from stillwatch.sources.exchange import Exchange

_REQUESTS: Final = ("request", "request_body", "req", "params")
_RESPONSES: Final = ("response", "response_body", "resp", "result", "output")
_BODY_KEYS: Final = frozenset(
    {
        "model",
        "messages",
        "input",
        "prompt",
        "system",
        "instructions",
        "tools",
        "functions",
        "max_tokens",
        "max_completion_tokens",
        "max_output_tokens",
        "temperature",
        "conversation",
        "anthropic_version",
        "safety_identifier",
        "user",
    }
)


def bodies_on(line: Json) -> tuple[Json, Any]:
    """The request and the response; a line without a nested request is the request itself, its response beside."""
    request = mapping(_body(first(line, _REQUESTS)))
    response = _body(first(line, _RESPONSES))
    return (request or {name: line[name] for name in _BODY_KEYS & line.keys()}), response


def sampled_bodies(objects: tuple[Json, ...]) -> Iterator[tuple[Json, Json]]:
    """The bodies on each of a sample's lines, for formats to recognise theirs."""
    for line in objects:
        request, response = bodies_on(line)
        yield request, whole_response(response)


def exchange_on(line: dict[str, Any]) -> Iterator[Exchange]:
    """The exchange a line tells, whichever interface its bodies belong to."""
    request, response = bodies_on(line)
    yield exchange_of(envelope_of(line), read_bodies(request, response))


def _body(value: Any) -> Any:
    """Unwrap ``{"body": {...}}``, as loggers of HTTP messages write them."""
    held = mapping(value)
    if isinstance(held.get("body"), str | dict):
        return mapping(held["body"]) or held["body"]
    return held or value
