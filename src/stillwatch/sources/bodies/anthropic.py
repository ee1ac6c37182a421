"""Anthropic Messages requests and responses."""

from __future__ import annotations

from typing import Any

from stillwatch.sources.bodies.content import conversation, join, text_of, tool_names
from stillwatch.sources.bodies.fields import at, first_of, kind_of, objects, total
from stillwatch.sources.bodies.interface import Bodies, Json


def is_anthropic(request: Json, response: Json) -> bool:
    """Whether the response is a Message (or an error), or the request can only be for one."""
    if kind_of(response) in {"message", "error"} and "choices" not in response:
        return True
    if "messages" not in request or response:
        return False
    model = request.get("model")
    return "anthropic_version" in request or (isinstance(model, str) and "claude" in model)


def read_anthropic(request: Json, response: Json) -> Bodies:
    """A Message's thinking blocks are its reasoning; cached input counts as input, since it was sent."""
    talk = conversation(request.get("messages"), request.get("system"))
    usage = response.get("usage")
    return Bodies(
        model=first_of(request.get("model"), response.get("model")),
        prompt=talk.prompt,
        system=talk.system,
        tools=tool_names(request.get("tools")),
        images=talk.images,
        turns=talk.turns,
        response=text_of(response.get("content")),
        reasoning=join(_thinking(block) for block in objects(response.get("content"))),
        input_tokens=total(
            at(usage, "input_tokens"), at(usage, "cache_creation_input_tokens"), at(usage, "cache_read_input_tokens")
        ),
        output_tokens=at(usage, "output_tokens"),
        reasoning_tokens=at(usage, "output_tokens_details", "thinking_tokens"),
        max_tokens=request.get("max_tokens"),
        temperature=request.get("temperature"),
        user=at(request, "metadata", "user_id"),
        response_id=response.get("id"),
    )


def _thinking(block: Json) -> str | None:
    thinking: Any = block.get("thinking")
    return thinking if block.get("type") == "thinking" and isinstance(thinking, str) else None
