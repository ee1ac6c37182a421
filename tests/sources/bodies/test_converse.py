"""Converse bodies."""

from __future__ import annotations

from stillwatch.sources.bodies.converse import is_converse, read_converse


def test_which_bodies_are_converse() -> None:
    assert is_converse({"inferenceConfig": {}}, {})
    assert is_converse({}, {"output": {"message": {"content": []}}})
    assert not is_converse({"messages": []}, {"output": [{"message": 1}]})


def test_tool_results_are_no_turns_and_their_images_count() -> None:
    messages = [
        {"role": "user", "content": [{"text": "look"}]},
        {"role": "assistant", "content": [{"toolUse": {"name": "see", "input": {"text": "no"}}}]},
        {"role": "user", "content": [{"toolResult": {"content": [{"image": {"format": "png"}}, {"text": "out"}]}}]},
    ]
    bodies = read_converse({"messages": messages}, {"usage": {"inputTokens": 1, "outputTokens": 2}})
    assert (bodies.prompt, bodies.turns, bodies.images) == ("look", 1, 1)
    assert (bodies.input_tokens, bodies.output_tokens) == (1, 2)
