"""OpenAI Responses requests and responses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stillwatch.sources.bodies.content import conversation, join, text_of, tool_names
from stillwatch.sources.bodies.fields import at, first_of, objects
from stillwatch.sources.bodies.interface import Bodies, Json


def is_responses(request: Json, response: Json) -> bool:
    """Whether the response is one of this interface, or the request has its ``input``."""
    if response.get("object") == "response":
        return True
    return "messages" not in request and isinstance(request.get("input"), str | list) and "choices" not in response


def read_responses(request: Json, response: Json) -> Bodies:
    """Input items without a role that are no messages (calls, their outputs, reasoning) are no turns."""
    talk = conversation(_messages(request.get("input")), first_of(request.get("instructions")))
    items = objects(response.get("output"))
    usage = response.get("usage")
    return Bodies(
        model=first_of(request.get("model"), response.get("model")),
        prompt=talk.prompt,
        system=talk.system or text_of(response.get("instructions")),
        tools=tool_names(request["tools"] if "tools" in request else response.get("tools")),
        images=talk.images,
        turns=talk.turns,
        conversation_id=_conversation_id(request) or _conversation_id(response),
        response=join(text_of(item.get("content")) for item in items if item.get("type") == "message"),
        reasoning=join(_reasoning(item) for item in items if item.get("type") == "reasoning"),
        input_tokens=at(usage, "input_tokens"),
        output_tokens=at(usage, "output_tokens"),
        reasoning_tokens=at(usage, "output_tokens_details", "reasoning_tokens"),
        max_tokens=first_of(request.get("max_output_tokens"), response.get("max_output_tokens")),
        temperature=first_of(request.get("temperature"), response.get("temperature")),
        user=_user(request) or _user(response),
        response_id=response.get("id"),
        created=response.get("created_at"),
    )


def _messages(given: Any) -> Any:
    if not isinstance(given, list):
        return given
    return [item if "role" in item else {"role": "", **item} for item in given if isinstance(item, Mapping)]


def _conversation_id(body: Json) -> Any:
    named = body.get("conversation")
    return at(named, "id") if isinstance(named, Mapping) else named


def _reasoning(item: Json) -> str | None:
    """The reasoning itself where it is shown, else its summary."""
    return text_of(item.get("content")) or text_of(item.get("summary"))


def _user(body: Json) -> Any:
    return first_of(body.get("safety_identifier"), body.get("user"))
