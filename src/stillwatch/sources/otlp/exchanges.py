"""A model call's attributes and messages as an exchange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stillwatch.sources.bodies.content import conversation, join, text_of, tool_names
from stillwatch.sources.bodies.fields import first, first_of, kind_of, mapping, objects
from stillwatch.sources.exchange import Exchange
from stillwatch.sources.otlp.calls import Call
from stillwatch.sources.otlp.messages import attribute_messages, event_messages
from stillwatch.sources.otlp.openinference import invocation_parameters, openinference_messages

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "account_id": (
        "account_id",
        "account.id",
        "organization.id",
        "org.id",
        "tenant.id",
        "team.id",
        "metadata.user_api_key_user_id",
        "metadata.user_api_key_team_id",
        "metadata.user_api_key_hash",
        "cloud.account.id",
        "enduser.id",
        "user.id",
    ),
    "model": ("gen_ai.request.model", "llm.model_name", "llm.request.model", "gen_ai.response.model"),
    "conversation_id": ("gen_ai.conversation.id", "session.id", "gen_ai.request.previous_response.id"),
    "input_tokens": ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"),
    "output_tokens": ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"),
    "reasoning_tokens": (
        "gen_ai.usage.reasoning.output_tokens",
        "gen_ai.usage.reasoning_tokens",
        "llm.token_count.completion_details.reasoning",
    ),
    "max_tokens": ("gen_ai.request.max_tokens", "llm.request.max_tokens"),
    "temperature": ("gen_ai.request.temperature", "llm.temperature"),
    "status": ("http.response.status_code", "http.status_code"),
    "ip": ("client.address", "source.address", "http.client_ip", "net.peer.ip"),
    "asn": ("client.as.number", "source.as.number"),
    "country": ("client.geo.country_iso_code", "geo.country_iso_code", "client.geo.country.iso_code"),
    "tls_fingerprint": ("tls.client.ja4", "tls.client.ja3", "client.ja4"),
    "user_agent": ("user_agent.original", "http.user_agent"),
    "api_key_id": ("api_key.id", "api_key_id", "metadata.user_api_key_hash"),
    "end_user_id": ("end_user_id", "enduser.id", "user.id", "llm.user"),
    "route": ("route", "access_route"),
    "provider": ("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system"),
    "weight": ("weight", "sampling.weight"),
}
"""By contract column, the attributes that may have it, the preferred one first; the span's before its resource's."""

_ROUTES: Final = (("bedrock", "bedrock"), ("vertex", "vertex"), ("gcp", "vertex"), ("azure", "azure"), ("az.", "azure"))


def exchange_of_call(call: Call) -> Exchange:
    """An exchange; its id is the span's, since a response's id repeats where a gateway answers from its cache."""
    told = {column: _told(call, names) for column, names in NAMES.items()}
    settings = invocation_parameters(call.attributes)
    messages = (
        attribute_messages(call.attributes) | openinference_messages(call.attributes) | event_messages(call.events)
    )
    talk = conversation(messages.asked, messages.system)
    return Exchange(
        exchange_id=_id(call),
        started_at=call.time,
        account_id=told["account_id"],
        model=told["model"],
        prompt=talk.prompt,
        system=talk.system,
        tools=tool_names(first_of(messages.tools, settings.get("tools"))),
        images=talk.images if messages.asked else None,
        turns=talk.turns if messages.asked else None,
        conversation_id=told["conversation_id"],
        response=join(text_of(_content(message)) for message in objects(messages.answered)),
        reasoning=join(_reasoning(message) for message in objects(messages.answered)),
        input_tokens=told["input_tokens"],
        output_tokens=told["output_tokens"],
        reasoning_tokens=told["reasoning_tokens"],
        max_tokens=first_of(told["max_tokens"], first(settings, ("max_completion_tokens", "max_tokens"))),
        temperature=first_of(told["temperature"], settings.get("temperature")),
        status=told["status"],
        route=first_of(told["route"], _route(told["provider"])),
        ip=told["ip"],
        asn=told["asn"],
        country=told["country"],
        tls_fingerprint=told["tls_fingerprint"],
        user_agent=told["user_agent"],
        api_key_id=told["api_key_id"],
        end_user_id=told["end_user_id"],
        weight=told["weight"],
    )


def _told(call: Call, names: tuple[str, ...]) -> Any:
    return first_of(first(call.attributes, names), first(call.resource, names))


def _id(call: Call) -> Any:
    if call.span_id:
        return f"{call.trace_id}-{call.span_id}"
    return call.attributes.get("gen_ai.response.id")


def _content(message: Mapping[str, Any]) -> Any:
    return first_of(message.get("content"), message.get("parts"))


def _reasoning(message: Mapping[str, Any]) -> str | None:
    parts = objects(_content(message))
    held = [part.get("content") for part in parts if kind_of(part) == "reasoning"]
    return join([text_of(held), text_of(mapping(message).get("reasoning_content"))])


def _route(provider: Any) -> str:
    if isinstance(provider, str):
        for mark, route in _ROUTES:
            if mark in provider:
                return route
    return "api"
