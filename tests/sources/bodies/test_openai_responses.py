"""Responses bodies whose request was not kept."""

from __future__ import annotations

from stillwatch.sources.bodies.openai_responses import is_responses, read_responses


def test_which_bodies_are_responses() -> None:
    assert is_responses({}, {"object": "response"})
    assert is_responses({"input": "x"}, {})
    assert not is_responses({"input": "x", "messages": []}, {})
    assert not is_responses({"input": "x"}, {"choices": []})
    assert not is_responses({"input": 5}, {})


def test_the_response_repeats_what_the_request_asked() -> None:
    response = {
        "object": "response",
        "instructions": "be short",
        "model": "m",
        "max_output_tokens": 9,
        "temperature": 0.1,
        "conversation": {"id": "c"},
        "tools": [{"type": "web_search"}],
        "safety_identifier": "s",
        "output": [{"type": "message", "content": [{"type": "refusal", "refusal": "no"}]}],
    }
    bodies = read_responses({}, response)
    assert (bodies.system, bodies.model, bodies.max_tokens, bodies.temperature) == ("be short", "m", 9, 0.1)
    assert (bodies.conversation_id, bodies.tools, bodies.user, bodies.response) == ("c", ["web_search"], "s", "no")


def test_reasoning_itself_before_its_summary() -> None:
    item = {
        "type": "reasoning",
        "summary": [{"type": "summary_text", "text": "short"}],
        "content": [{"type": "reasoning_text", "text": "long"}],
    }
    assert read_responses({}, {"output": [item]}).reasoning == "long"
    assert read_responses({}, {"output": [{**item, "content": []}]}).reasoning == "short"


def test_calls_and_their_outputs_are_no_turns() -> None:
    items = [
        {"role": "user", "content": "ask"},
        {"type": "function_call_output", "output": "long output"},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "said"}]},
    ]
    bodies = read_responses({"input": items}, {})
    assert (bodies.prompt, bodies.turns) == ("ask", 1)
