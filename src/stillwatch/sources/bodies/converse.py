"""Amazon Bedrock Converse requests and responses."""

from __future__ import annotations

from typing import Any

from stillwatch.sources.bodies.content import conversation, join, text_of, tool_names
from stillwatch.sources.bodies.fields import at, objects
from stillwatch.sources.bodies.interface import Bodies, Json


def is_converse(request: Json, response: Json) -> bool:
    """Whether the response holds an output message, or the request's settings are Converse's own."""
    return bool(at(response, "output", "message")) or bool({"inferenceConfig", "toolConfig"} & request.keys())


def read_converse(request: Json, response: Json) -> Bodies:
    """Reasoning content blocks are the reasoning."""
    talk = conversation(request.get("messages"), request.get("system"))
    answer = at(response, "output", "message", "content")
    return Bodies(
        model=request.get("modelId"),
        prompt=talk.prompt,
        system=talk.system,
        tools=tool_names(request.get("toolConfig")),
        images=talk.images,
        turns=talk.turns,
        response=text_of(answer),
        reasoning=join(_reasoning(block) for block in objects(answer)),
        input_tokens=at(response, "usage", "inputTokens"),
        output_tokens=at(response, "usage", "outputTokens"),
        max_tokens=at(request, "inferenceConfig", "maxTokens"),
        temperature=at(request, "inferenceConfig", "temperature"),
    )


def _reasoning(block: Json) -> str | None:
    text: Any = at(block, "reasoningContent", "reasoningText", "text")
    return text if isinstance(text, str) else None
