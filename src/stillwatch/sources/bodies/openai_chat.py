"""OpenAI Chat Completions requests and responses, as many other providers speak them too."""

from __future__ import annotations

from stillwatch.sources.bodies.content import conversation, join, text_of, tool_names
from stillwatch.sources.bodies.fields import at, first, first_of, objects
from stillwatch.sources.bodies.interface import Bodies, Json


def is_chat(request: Json, response: Json) -> bool:
    """Whether there are messages to complete, or choices of no prompt (those are the older completions)."""
    return "messages" in request or ("prompt" not in request and isinstance(response.get("choices"), list))


def read_chat(request: Json, response: Json) -> Bodies:
    """Of several choices all texts count; a refusal is a visible answer.

    Reasoning is ``reasoning_content`` or ``reasoning``, as servers that show it name it.
    """
    talk = conversation(request.get("messages"))
    answers = [at(choice, "message") or choice for choice in objects(response.get("choices"))]
    usage = response.get("usage")
    return Bodies(
        model=first_of(request.get("model"), response.get("model")),
        prompt=talk.prompt,
        system=talk.system,
        tools=tool_names(request["tools"] if "tools" in request else request.get("functions")),
        images=talk.images,
        turns=talk.turns,
        response=join(_answer(answer) for answer in answers),
        reasoning=join(text_of(first(answer, ("reasoning_content", "reasoning"))) for answer in answers),
        input_tokens=at(usage, "prompt_tokens"),
        output_tokens=at(usage, "completion_tokens"),
        reasoning_tokens=at(usage, "completion_tokens_details", "reasoning_tokens"),
        max_tokens=first_of(request.get("max_completion_tokens"), request.get("max_tokens")),
        temperature=request.get("temperature"),
        user=first_of(request.get("safety_identifier"), request.get("user"), at(request, "metadata", "user_id")),
        response_id=response.get("id"),
        created=response.get("created"),
    )


def _answer(answer: Json) -> str | None:
    return join([text_of(first(answer, ("content", "text"))), text_of(answer.get("refusal"))])
