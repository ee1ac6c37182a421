"""AWS Bedrock model invocation logs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from stillwatch.sources.bodies.dispatch import read_bodies
from stillwatch.sources.bodies.fields import at, first, first_of, mapping, total
from stillwatch.sources.exchange import Exchange
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.line_log import read_lines
from stillwatch.sources.quarantine import Quarantine

_END_USERS: Final = ("end_user_id", "user_id", "userId", "user", "tenantId")
_INPUT_COUNTS: Final = ("inputTokenCount", "cacheReadInputTokenCount", "cacheWriteInputTokenCount")
_SESSIONS: Final = ("conversation_id", "session_id", "sessionId")


class Bedrock:
    """``ModelInvocationLog`` lines; bodies that were moved to another object by size are not followed."""

    name = "bedrock"

    def recognises(self, sample: Sample) -> bool:
        """The log's own schema type."""
        return any(line.get("schemaType") == "ModelInvocationLog" for line in sample.objects)

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange a line."""
        return read_lines(file, quarantine, _exchange)


def _exchange(line: dict[str, Any]) -> Iterator[Exchange]:
    bodies = read_bodies(at(line, "input", "inputBodyJson"), at(line, "output", "outputBodyJson"))
    metadata = mapping(line.get("requestMetadata"))
    yield Exchange(
        exchange_id=line.get("requestId"),
        started_at=line.get("timestamp"),
        account_id=line.get("accountId"),
        model=first_of(line.get("modelId"), bodies.model),
        prompt=bodies.prompt,
        system=bodies.system,
        tools=bodies.tools,
        images=bodies.images,
        turns=bodies.turns,
        conversation_id=first(metadata, _SESSIONS),
        response=bodies.response,
        reasoning=bodies.reasoning,
        input_tokens=first_of(total(*(at(line, "input", name) for name in _INPUT_COUNTS)), bodies.input_tokens),
        output_tokens=first_of(at(line, "output", "outputTokenCount"), bodies.output_tokens),
        reasoning_tokens=bodies.reasoning_tokens,
        max_tokens=bodies.max_tokens,
        temperature=bodies.temperature,
        status=first_of(line.get("status"), None if line.get("errorCode") else 200),
        route="bedrock",
        api_key_id=at(line, "identity", "arn"),
        end_user_id=first_of(first(metadata, _END_USERS), bodies.user),
    )
