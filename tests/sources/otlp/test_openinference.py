"""OpenInference where messages are not spelled out."""

from __future__ import annotations

from stillwatch.sources.bodies.content import conversation
from stillwatch.sources.otlp.openinference import invocation_parameters, openinference_messages


def test_plain_values_stand_for_messages_of_a_model_span() -> None:
    told = {"openinference.span.kind": "LLM", "input.value": "hi", "output.value": "yo"}
    messages = openinference_messages(told)
    assert conversation(messages.asked).prompt == "hi"
    assert messages.answered == [{"role": "assistant", "content": "yo"}]
    assert openinference_messages({**told, "openinference.span.kind": "CHAIN"}).asked == []


def test_values_that_are_whole_bodies() -> None:
    told = {
        "openinference.span.kind": "LLM",
        "input.value": '{"messages": [{"role": "user", "content": "hi"}]}',
        "output.value": '{"choices": [{"message": {"role": "assistant", "content": "yo"}}, 5]}',
    }
    messages = openinference_messages(told)
    assert conversation(messages.asked).prompt == "hi"
    assert messages.answered[0]["content"] == "yo"


def test_settings_and_broken_tools() -> None:
    assert invocation_parameters({"llm.invocation_parameters": '{"top_p": 1}'}) == {"top_p": 1}
    assert invocation_parameters({"llm.invocation_parameters": "[]"}) == {}
    messages = openinference_messages({"llm.tools.0.tool.json_schema": "{broken", "llm.input_messages.0": 5})
    assert messages.tools == ["{broken"]
