"""What stands around the bodies on a log line: when, who, from where, in the spellings that logs use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from stillwatch.sources.bodies.fields import first, first_of, mapping
from stillwatch.sources.bodies.interface import Bodies, Json
from stillwatch.sources.exchange import Exchange

SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "exchange_id": ("exchange_id", "request_id", "requestId", "id", "call_id", "log_id", "event_id"),
    "started_at": (
        "started_at",
        "timestamp",
        "@timestamp",
        "start_time",
        "startTime",
        "created_at",
        "time",
        "created",
        "ts",
        "date",
    ),
    "account_id": (
        "account_id",
        "account",
        "accountId",
        "organization_id",
        "org_id",
        "organization",
        "workspace_id",
        "team_id",
        "tenant_id",
        "customer_id",
        "project_id",
    ),
    "conversation_id": ("conversation_id", "session_id", "sessionId", "thread_id", "chat_id"),
    "end_user_id": ("end_user_id", "end_user", "user_id", "user", "safety_identifier", "customer_user_id"),
    "api_key_id": ("api_key_id", "api_key_hash", "key_id", "api_key_alias", "credential_id"),
    "status": ("status", "status_code", "http_status", "response_status", "response_code"),
    "route": ("route", "access_route", "channel"),
    "ip": ("ip", "client_ip", "ip_address", "remote_ip", "remote_addr", "source_ip", "requester_ip_address"),
    "asn": ("asn", "client_asn"),
    "country": ("country", "country_code", "client_country"),
    "tls_fingerprint": ("tls_fingerprint", "ja4", "ja3", "ja3_hash"),
    "user_agent": ("user_agent", "userAgent", "http_user_agent"),
    "weight": ("weight", "sample_weight"),
    "model": ("model", "model_id", "deployment"),
}
"""By contract column, the names under which a line may have it, the preferred one first."""

_FORWARDED: Final = ("x-forwarded-for", "x-real-ip", "cf-connecting-ip", "true-client-ip")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A line without its bodies: its own fields, its ``metadata`` and its request headers."""

    line: Json
    metadata: Json
    headers: Json

    def get(self, column: str) -> Any:
        """The value under any of the column's spellings, the line's own before its metadata's; of an object its id."""
        names = SPELLINGS[column]
        found = first_of(first(self.line, names), first(self.metadata, names))
        return found.get("id") if isinstance(found, Mapping) else found


def envelope_of(line: Json) -> Envelope:
    """Find the three parts of a line."""
    headers = mapping(first(line, ("request_headers", "headers")))
    lowered = {name.lower(): value for name, value in headers.items() if isinstance(name, str)}
    return Envelope(line, mapping(line.get("metadata")), lowered)


def exchange_of(envelope: Envelope, bodies: Bodies, *, route: str = "api") -> Exchange:
    """The exchange that the envelope and the bodies tell together.

    A log that names no account is one of a single account's keys or users, so those stand for it.
    """
    key, user = envelope.get("api_key_id"), first_of(envelope.get("end_user_id"), bodies.user)
    return Exchange(
        exchange_id=first_of(envelope.get("exchange_id"), bodies.response_id),
        started_at=first_of(envelope.get("started_at"), bodies.created),
        account_id=first_of(envelope.get("account_id"), key, user),
        model=first_of(bodies.model, envelope.get("model")),
        prompt=bodies.prompt,
        system=bodies.system,
        tools=bodies.tools,
        images=bodies.images,
        turns=bodies.turns,
        conversation_id=first_of(envelope.get("conversation_id"), bodies.conversation_id),
        response=bodies.response,
        reasoning=bodies.reasoning,
        input_tokens=bodies.input_tokens,
        output_tokens=bodies.output_tokens,
        reasoning_tokens=bodies.reasoning_tokens,
        max_tokens=bodies.max_tokens,
        temperature=bodies.temperature,
        status=envelope.get("status"),
        route=first_of(envelope.get("route"), route),
        ip=first_of(envelope.get("ip"), _forwarded(envelope.headers)),
        asn=envelope.get("asn"),
        country=envelope.get("country"),
        tls_fingerprint=envelope.get("tls_fingerprint"),
        user_agent=first_of(envelope.get("user_agent"), envelope.headers.get("user-agent")),
        api_key_id=key,
        end_user_id=user,
        weight=envelope.get("weight"),
    )


def _forwarded(headers: Json) -> str | None:
    """The client's own address: the first that a chain of proxies names."""
    chain = first(headers, _FORWARDED)
    return chain.split(",")[0].strip() if isinstance(chain, str) else None
