"""Request and response bodies of whichever interface they belong to, told by their shape."""

from __future__ import annotations

from typing import Any

from stillwatch.sources.bodies.anthropic import is_anthropic, read_anthropic
from stillwatch.sources.bodies.chunks import whole_response
from stillwatch.sources.bodies.converse import is_converse, read_converse
from stillwatch.sources.bodies.fields import mapping
from stillwatch.sources.bodies.interface import Bodies
from stillwatch.sources.bodies.openai_chat import is_chat, read_chat
from stillwatch.sources.bodies.openai_responses import is_responses, read_responses
from stillwatch.sources.bodies.plain import read_plain

_INTERFACES = (
    (is_converse, read_converse),
    (is_anthropic, read_anthropic),
    (is_responses, read_responses),
    (is_chat, read_chat),
)
"""Those with marks of their own first: Chat Completions only needs messages."""


def read_bodies(request: Any, response: Any) -> Bodies:
    """Read the two bodies, each an object, JSON text, or (a response) a stream's events.

    One gateway's log mixes interfaces, so this is decided line by line.
    """
    asked, answered = mapping(request), whole_response(response)
    for belongs, read in _INTERFACES:
        if belongs(asked, answered):
            return read(asked, answered)
    return read_plain(asked, answered)
