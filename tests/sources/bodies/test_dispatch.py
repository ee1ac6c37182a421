"""One gateway's log mixes interfaces."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from stillwatch.sources.bodies.dispatch import read_bodies

TALK = [{"role": "user", "content": "hi"}]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ({"messages": TALK}, {"choices": [{"message": {"content": "yo"}}]}),
        ({"messages": TALK}, {"type": "message", "content": [{"type": "text", "text": "yo"}]}),
        ({"messages": TALK}, {"output": {"message": {"content": [{"text": "yo"}]}}}),
        ({"input": TALK}, {"object": "response", "output": [{"type": "message", "content": [{"text": "yo"}]}]}),
        ({"prompt": "hi"}, {"choices": [{"text": "yo"}]}),
        ({"inputText": "hi"}, {"results": [{"outputText": "yo"}]}),
    ],
)
def test_every_interface_says_the_same(asked: dict[str, Any], answered: dict[str, Any]) -> None:
    for request, response in ((asked, answered), (orjson.dumps(asked).decode(), orjson.dumps(answered).decode())):
        bodies = read_bodies(request, response)
        assert (bodies.prompt, bodies.response, bodies.turns) == ("hi", "yo", 1)
