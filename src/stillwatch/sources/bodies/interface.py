"""What a provider's request and response bodies tell of an exchange, whichever provider's they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bodies:
    """The contract's columns that bodies hold, as they stand there; types are checked when a batch is made.

    ``user`` is the customer's own user as the request names it; ``response_id`` and ``created`` are the response's.
    """

    model: Any = None
    prompt: str | None = None
    system: str | None = None
    tools: list[str] | None = None
    images: int | None = None
    turns: int | None = None
    conversation_id: Any = None
    response: str | None = None
    reasoning: str | None = None
    input_tokens: Any = None
    output_tokens: Any = None
    reasoning_tokens: Any = None
    max_tokens: Any = None
    temperature: Any = None
    user: Any = None
    response_id: Any = None
    created: Any = None


Json = Mapping[str, Any]
