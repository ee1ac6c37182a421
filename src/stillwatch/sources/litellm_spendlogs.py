"""Rows of LiteLLM's LiteLLM_SpendLogs table, exported as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from stillwatch.sources.bodies.dispatch import read_bodies
from stillwatch.sources.bodies.fields import at, first, first_of, mapping, parsed_json
from stillwatch.sources.bodies.interface import Json
from stillwatch.sources.exchange import Exchange
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.line_log import read_lines
from stillwatch.sources.litellm_accounts import account_of, not_redacted
from stillwatch.sources.quarantine import Quarantine

_MARKS: Final = frozenset({"request_id", "startTime", "spend"})


class LitellmSpendlogs:
    """One row per line; its JSON columns may be objects or text, and are empty unless the gateway keeps content."""

    name = "litellm_spendlogs"

    def recognises(self, sample: Sample) -> bool:
        """The table's own columns."""
        return any(line.keys() >= _MARKS for line in sample.objects)

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange a row."""
        return read_lines(file, quarantine, _exchange)


def _exchange(row: dict[str, Any]) -> Iterator[Exchange]:
    metadata = mapping(row.get("metadata"))
    bodies = read_bodies(_request(row), row.get("response"))
    owner = {"user_id": row.get("user"), "team_id": row.get("team_id"), "org_id": row.get("organization_id")}
    yield Exchange(
        exchange_id=row.get("request_id"),
        started_at=row.get("startTime"),
        account_id=first_of(account_of({**owner, "hash": row.get("api_key")}, "")),
        model=first(row, ("model_group", "model")),
        prompt=not_redacted(bodies.prompt),
        system=not_redacted(bodies.system),
        tools=bodies.tools,
        images=bodies.images,
        turns=bodies.turns or None,
        conversation_id=row.get("session_id"),
        response=not_redacted(bodies.response),
        reasoning=not_redacted(bodies.reasoning),
        input_tokens=row.get("prompt_tokens"),
        output_tokens=row.get("completion_tokens"),
        reasoning_tokens=first_of(
            bodies.reasoning_tokens, at(metadata, "usage_object", "completion_tokens_details", "reasoning_tokens")
        ),
        max_tokens=bodies.max_tokens,
        temperature=bodies.temperature,
        status=_status(row, metadata),
        route="gateway",
        ip=row.get("requester_ip_address"),
        user_agent=metadata.get("user_agent"),
        api_key_id=row.get("api_key"),
        end_user_id=first_of(row.get("end_user"), bodies.user),
    )


def _request(row: Json) -> Json:
    """The request as the proxy received it, where it is kept; else its messages."""
    received = mapping(row.get("proxy_server_request"))
    received = mapping(received.get("body")) or received
    messages = parsed_json(row.get("messages"))
    return {"messages": messages, **received} if messages else received


def _status(row: Json, metadata: Json) -> Any:
    outcome = first_of(row.get("status"), metadata.get("status"))
    return 200 if outcome == "success" else at(metadata, "error_information", "error_code")
