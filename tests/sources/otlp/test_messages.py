"""Messages by the names of every version."""

from __future__ import annotations

from typing import Any

import pytest

from stillwatch.sources.bodies.content import conversation
from stillwatch.sources.otlp.interface import Event
from stillwatch.sources.otlp.messages import Messages, attribute_messages, event_messages, is_message

TURN = [{"role": "user", "parts": [{"type": "text", "content": "hi"}]}]


@pytest.mark.parametrize(
    "attributes",
    [
        {"gen_ai.input.messages": TURN},
        {"gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"hi"}]}]'},
        {"gen_ai.prompt": '[{"role":"user","content":"hi"}]'},
        {"gen_ai.prompt": "hi"},
        {"gen_ai.prompt.0.role": "user", "gen_ai.prompt.0.content": "hi"},
    ],
)
def test_requests_in_attributes(attributes: dict[str, Any]) -> None:
    assert conversation(attribute_messages(attributes).asked).prompt == "hi"


@pytest.mark.parametrize(
    "event",
    [
        Event("gen_ai.user.message", {"content": "hi"}),
        Event("gen_ai.user.message", {}, {"content": "hi"}),
        Event("gen_ai.content.prompt", {"gen_ai.prompt": "hi"}),
        Event("gen_ai.client.inference.operation.details", {"gen_ai.input.messages": TURN}),
        Event("gen_ai.client.inference.operation.details", {}, {"gen_ai.input.messages": TURN}),
    ],
)
def test_requests_in_events(event: Event) -> None:
    assert is_message(event)
    assert conversation(event_messages([event]).asked).prompt == "hi"


@pytest.mark.parametrize(
    "choice",
    [
        {"message": {"role": "assistant", "content": "yo"}},
        {"message": '{"role": "assistant", "content": "yo"}'},
        {"message": "yo"},
        {"content": "yo"},
    ],
)
def test_choices(choice: dict[str, Any]) -> None:
    (message,) = event_messages([Event("gen_ai.choice", choice)]).answered
    assert message["content"] == "yo"


def test_the_first_telling_wins() -> None:
    either = Messages(["a"], [], None, "t") | Messages(["b"], ["c"], "s", "u")
    assert either == Messages(["a"], ["c"], "s", "t")
    assert not is_message(Event("exception", {}))
