"""LiteLLM's StandardLoggingPayload, as its file, object-store and HTTP loggers write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from stillwatch.sources.bodies.dispatch import read_bodies
from stillwatch.sources.bodies.fields import at, first, first_of, mapping
from stillwatch.sources.bodies.interface import Json
from stillwatch.sources.exchange import Exchange
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.line_log import read_lines
from stillwatch.sources.litellm_accounts import account_of, not_redacted
from stillwatch.sources.quarantine import Quarantine

_MARKS: Final = frozenset({"call_type", "startTime", "model_parameters", "hidden_params"})


class LitellmPayload:
    """One payload per line, or one under ``standard_logging_object``."""

    name = "litellm_payload"

    def recognises(self, sample: Sample) -> bool:
        """The payload's own camel-case times beside its parameters."""
        return any(len(_MARKS & _payload(line).keys()) >= len(_MARKS) - 1 for line in sample.objects)

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange a line."""
        return read_lines(file, quarantine, _exchange)


def _payload(line: Json) -> Json:
    return mapping(line.get("standard_logging_object")) or line


def _exchange(line: dict[str, Any]) -> Iterator[Exchange]:
    payload = _payload(line)
    metadata, parameters = mapping(payload.get("metadata")), mapping(payload.get("model_parameters"))
    asked = payload.get("messages")
    bodies = read_bodies({**parameters, **_asked(asked)}, payload.get("response"))
    error = mapping(payload.get("error_information"))
    yield Exchange(
        exchange_id=first(payload, ("id", "litellm_call_id")),
        started_at=payload.get("startTime"),
        account_id=account_of(metadata, "user_api_key_"),
        model=first(payload, ("model_group", "model")),
        prompt=not_redacted(bodies.prompt),
        system=not_redacted(bodies.system),
        tools=bodies.tools,
        images=bodies.images,
        turns=bodies.turns,
        conversation_id=first(payload, ("session_id", "trace_id")),
        response=not_redacted(bodies.response),
        reasoning=not_redacted(bodies.reasoning),
        input_tokens=first_of(payload.get("prompt_tokens"), bodies.input_tokens),
        output_tokens=first_of(payload.get("completion_tokens"), bodies.output_tokens),
        reasoning_tokens=first_of(
            bodies.reasoning_tokens,
            at(payload, "metadata", "usage_object", "completion_tokens_details", "reasoning_tokens"),
        ),
        max_tokens=bodies.max_tokens,
        temperature=bodies.temperature,
        status=200 if payload.get("status") == "success" else error.get("error_code"),
        route="gateway",
        ip=first_of(payload.get("requester_ip_address"), metadata.get("requester_ip_address")),
        user_agent=first_of(payload.get("user_agent"), metadata.get("user_agent")),
        api_key_id=metadata.get("user_api_key_hash"),
        end_user_id=first_of(payload.get("end_user"), metadata.get("user_api_key_end_user_id"), bodies.user),
    )


def _asked(messages: Any) -> Json:
    """The messages as the gateway logs them: a list, a text, or the whole request of another interface."""
    if isinstance(messages, dict):
        return messages if messages.keys() & {"messages", "input", "prompt"} else {"messages": [messages]}
    return {} if messages is None else {"messages": messages}
