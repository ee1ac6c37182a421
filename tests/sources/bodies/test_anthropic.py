"""Anthropic bodies among others, and in older shapes."""

from __future__ import annotations

from typing import Any

import pytest

from stillwatch.sources.bodies.anthropic import is_anthropic, read_anthropic

MESSAGES = [{"role": "user", "content": "hi"}]


@pytest.mark.parametrize(
    ("request_body", "response", "belongs"),
    [
        ({}, {"type": "message"}, True),
        ({}, {"type": "error"}, True),
        ({"messages": MESSAGES, "model": "claude-x"}, {}, True),
        ({"messages": MESSAGES, "anthropic_version": "v"}, {}, True),
        ({"messages": MESSAGES, "model": "gpt-x"}, {}, False),
        ({"messages": MESSAGES, "model": "claude-x"}, {"choices": []}, False),
        ({}, {"type": ["message"]}, False),
    ],
)
def test_which_bodies_are_anthropics(request_body: dict[str, Any], response: dict[str, Any], belongs: bool) -> None:  # noqa: FBT001 - cases of a table
    assert is_anthropic(request_body, response) is belongs


def test_tokens_without_cache_counts_and_without_usage() -> None:
    assert read_anthropic({}, {"usage": {"input_tokens": 3, "cache_read_input_tokens": None}}).input_tokens == 3
    assert read_anthropic({}, {}).input_tokens is None


def test_redacted_thinking_is_no_reasoning_and_a_tool_call_no_answer() -> None:
    content = [{"type": "redacted_thinking", "data": "x"}, {"type": "tool_use", "name": "f", "input": {"text": "no"}}]
    bodies = read_anthropic({}, {"content": content})
    assert (bodies.reasoning, bodies.response) == (None, None)


def test_reasoning_tokens() -> None:
    usage = {"output_tokens": 9, "output_tokens_details": {"thinking_tokens": 4}}
    assert read_anthropic({}, {"usage": usage}).reasoning_tokens == 4
