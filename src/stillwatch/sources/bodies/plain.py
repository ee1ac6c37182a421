"""Requests of one text and its continuation: the older completion interfaces and models with their own."""

from __future__ import annotations

from typing import Any, Final

from stillwatch.sources.bodies.content import join, text_of
from stillwatch.sources.bodies.fields import at, first, first_of, objects
from stillwatch.sources.bodies.interface import Bodies, Json

_PROMPTS: Final = ("prompt", "inputText", "message", "input")
_ANSWERS: Final = ("completion", "generation", "outputText", "text", "output_text", "content", "output")
_LISTS: Final = ("choices", "results", "outputs", "generations")


def read_plain(request: Json, response: Json) -> Bodies:
    """Every request is a single turn; where several texts come back, all count."""
    prompt = text_of(first(request, _PROMPTS))
    settings: Any = request.get("textGenerationConfig") or request
    usage = response.get("usage")
    return Bodies(
        model=first_of(request.get("model"), response.get("model")),
        prompt=prompt,
        turns=1 if prompt else None,
        response=_answer(response),
        input_tokens=first_of(at(usage, "prompt_tokens"), response.get("prompt_token_count")),
        output_tokens=first_of(at(usage, "completion_tokens"), response.get("generation_token_count")),
        max_tokens=first_of(*(at(settings, name) for name in ("max_tokens", "max_gen_len", "maxTokenCount"))),
        temperature=at(settings, "temperature"),
        user=request.get("user"),
        response_id=response.get("id"),
        created=response.get("created"),
    )


def _answer(response: Json) -> str | None:
    several = first(response, _LISTS)
    if several is not None:
        return join(text_of(first(item, _ANSWERS)) for item in objects(several))
    return text_of(first(response, _ANSWERS))
