"""Prose, images and tool names in every provider's shapes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.sources.bodies.content import conversation, images_in, text_of, tool_names

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "content", "role", "name", "image", "parts"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("plain", "plain"),
        ([{"type": "text", "text": "a"}, {"type": "input_text", "text": "b"}, {"text": "c"}], "a\nb\nc"),
        ([{"type": "text", "content": "otel"}], "otel"),
        ([{"type": "text", "text": {"value": "assistants", "annotations": []}}], "assistants"),
        ({"type": "refusal", "refusal": "no"}, "no"),
        ([{"type": "thinking", "thinking": "t"}, {"type": "tool_result", "content": "r"}], None),
        ([{"toolResult": {"content": [{"text": "r"}]}}], None),
        ([{"type": ["text"], "text": "odd type"}], "odd type"),
        ([], None),
        (7, None),
    ],
)
def test_prose(content: Any, text: str | None) -> None:
    assert text_of(content) == text


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ({"type": "image", "source": {}}, 1),
        ({"type": "image_url", "image_url": {"url": "u"}}, 1),
        ({"type": "input_image"}, 1),
        ({"image": {"format": "png"}}, 1),
        ({"type": "blob", "mime_type": "image/png"}, 1),
        ({"type": "uri", "modality": "image"}, 1),
        ({"type": "blob", "mime_type": "audio/wav"}, 0),
        ({"type": "tool_result", "content": [{"type": "image"}, {"type": "image"}]}, 2),
        ({"type": "text", "text": "an image"}, 0),
    ],
)
def test_images(part: dict[str, Any], count: int) -> None:
    assert images_in([part]) == count


@pytest.mark.parametrize(
    ("tools", "names"),
    [
        ([{"type": "function", "function": {"name": "chat"}}], ["chat"]),
        ([{"type": "function", "name": "responses"}, {"type": "web_search"}], ["responses", "web_search"]),
        ([{"name": "anthropic", "input_schema": {}}], ["anthropic"]),
        ({"tools": [{"toolSpec": {"name": "converse"}}]}, ["converse"]),
        ([{"functionDeclarations": [{"name": "one"}, {"name": "two"}]}], ["one", "two"]),
        (["plain", 5, {}, None], ["plain"]),
        ([], []),
        ("no list", None),
        (None, None),
    ],
)
def test_tools(tools: Any, names: list[str] | None) -> None:
    assert tool_names(tools) == names


def test_the_newest_user_turn_is_the_last_with_prose() -> None:
    talk = conversation(
        [
            {"role": "system", "content": "one"},
            {"role": "User", "content": "first"},
            {"role": "assistant", "content": "said"},
            {"role": "user", "content": [{"type": "text", "text": "second"}]},
            {"role": "user", "content": [{"type": "tool_result", "content": "out"}]},
            {"role": "developer", "content": "two"},
            "junk",
        ],
        [{"type": "text", "text": "zero"}],
    )
    assert (talk.prompt, talk.turns, talk.system) == ("second", 2, "zero\none\ntwo")


@given(ANYTHING, ANYTHING)
def test_nothing_breaks_it(messages: Any, system: Any) -> None:
    talk = conversation(messages, system)
    assert talk.prompt is None or isinstance(talk.prompt, str)
    assert talk.system is None or isinstance(talk.system, str)
    assert all(isinstance(name, str) for name in tool_names(messages) or [])
    assert images_in(messages) >= 0


def test_nesting_without_end_is_left() -> None:
    content: Any = "deep"
    for _ in range(500):
        content = [{"content": content}]
    assert text_of(content) is None
    assert images_in(content) == 0
    tool: dict[str, Any] = {"name": "deep"}
    for _ in range(2000):
        tool = {"functionDeclarations": [tool]}
    assert tool_names([tool]) == []
