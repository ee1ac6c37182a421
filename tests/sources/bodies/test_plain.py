"""Older completion interfaces."""

from __future__ import annotations

from openai.types import Completion, CompletionChoice

from stillwatch.sources.bodies.plain import read_plain


def test_openai_completions() -> None:
    completion = Completion(
        id="cmpl-1",
        object="text_completion",
        created=1_776_000_000,
        model="davinci",
        choices=[CompletionChoice(index=0, finish_reason="stop", text=" upon a time", logprobs=None)],
    )
    bodies = read_plain({"prompt": "Once", "max_tokens": 5, "temperature": 1}, completion.model_dump(mode="json"))
    assert (bodies.prompt, bodies.response, bodies.turns, bodies.max_tokens) == ("Once", " upon a time", 1, 5)
    assert (bodies.response_id, bodies.created, bodies.model) == ("cmpl-1", 1_776_000_000, "davinci")


def test_nothing_known_gives_nothing() -> None:
    bodies = read_plain({"weights": [1]}, {"choices": 5})
    assert (bodies.prompt, bodies.response, bodies.turns) == (None, None, None)
