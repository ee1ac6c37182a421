"""Chat Completions bodies, also from servers that show reasoning."""

from __future__ import annotations

from stillwatch.sources.bodies.openai_chat import is_chat, read_chat


def test_which_bodies_are_chat() -> None:
    assert is_chat({"messages": []}, {})
    assert is_chat({}, {"choices": []})
    assert not is_chat({}, {"choices": "none"})


def test_reasoning_refusals_and_several_choices() -> None:
    choices = [
        {"message": {"content": "one", "reasoning_content": "first"}},
        {"message": {"content": None, "refusal": "I cannot", "reasoning": "second"}},
        "junk",
    ]
    bodies = read_chat({}, {"choices": choices})
    assert bodies.response == "one\nI cannot"
    assert bodies.reasoning == "first\nsecond"


def test_older_request_fields() -> None:
    request = {"functions": [{"name": "f"}], "max_tokens": 5, "user": "u", "messages": []}
    bodies = read_chat(request, {})
    assert (bodies.tools, bodies.max_tokens, bodies.user, bodies.turns) == (["f"], 5, "u", 0)
    newer = read_chat({**request, "max_completion_tokens": 7, "safety_identifier": "s", "tools": []}, {})
    assert (newer.tools, newer.max_tokens, newer.user) == ([], 7, "s")
