"""Text, image counts and tool names out of the content shapes that the providers' requests have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from stillwatch.sources.bodies.fields import kind_of

_TEXT_KEYS: Final = ("text", "content", "refusal", "value")
_NOT_PROSE: Final = frozenset(
    {
        "tool_result",
        "tool_use",
        "tool_call",
        "tool_call_response",
        "server_tool_call",
        "server_tool_call_response",
        "function_call",
        "function_call_output",
        "thinking",
        "redacted_thinking",
        "reasoning",
        "toolResult",
        "toolUse",
        "reasoningContent",
    }
)
"""Parts of a message that are neither what a user wrote nor what the model visibly answered."""

_MAX_DEPTH: Final = 8
"""Nested content deeper than this is nobody's format."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A request's messages as the contract sees them; ``prompt`` is the newest user turn that has text."""

    prompt: str | None = None
    system: str | None = None
    turns: int | None = None
    images: int | None = None


def text_of(content: Any, depth: int = 0) -> str | None:
    """The prose of a message's content: a string, a part, or a list of parts, whose texts are joined by newlines."""
    if isinstance(content, str):
        return content
    if depth > _MAX_DEPTH:
        return None
    if isinstance(content, Mapping):
        return _text_of_part(content, depth)
    if isinstance(content, list | tuple):
        return join(text_of(part, depth + 1) for part in content)
    return None


def join(texts: Iterable[str | None]) -> str | None:
    """The texts there are, a newline between them, or None where there are none."""
    present = [text for text in texts if text]
    return "\n".join(present) if present else None


def images_in(content: Any, depth: int = 0) -> int:
    """How many image parts the content has, those inside tool results too."""
    if depth > _MAX_DEPTH:
        return 0
    if isinstance(content, list | tuple):
        return sum(images_in(part, depth + 1) for part in content)
    if not isinstance(content, Mapping):
        return 0
    if _is_image(content):
        return 1
    return sum(images_in(content.get(key), depth + 1) for key in ("content", "toolResult", "parts"))


def tool_names(tools: Any) -> list[str] | None:
    """The names of the tools offered, in order, in any provider's spelling; None where there is no list of them."""
    if isinstance(tools, Mapping):
        tools = tools.get("tools")
    if not isinstance(tools, list | tuple):
        return None
    return [name for tool in tools for name in _names_of(tool)]


def conversation(messages: Any, system: Any = None) -> Conversation:
    """Read a list of ``{role, content}`` messages (or one string); ``system`` is what stands outside of the list."""
    if isinstance(messages, str):
        messages = [{"role": "user", "content": messages}]
    if not isinstance(messages, list | tuple):
        return Conversation(system=text_of(system))
    turns = [message for message in messages if isinstance(message, Mapping)]
    asked = [text for turn in turns if role_of(turn) == "user" and (text := text_of(body_of(turn)))]
    instructed = [text_of(body_of(turn)) for turn in turns if role_of(turn) in {"system", "developer"}]
    return Conversation(
        prompt=asked[-1] if asked else None,
        system=join([text_of(system), *instructed]),
        turns=len(asked),
        images=sum(images_in(body_of(turn)) for turn in turns),
    )


def role_of(message: Mapping[str, Any]) -> str:
    """The message's role in lower case; a Responses input item without one is the user's."""
    return kind_of(message, "role").lower()


def body_of(message: Mapping[str, Any]) -> Any:
    """Where the message keeps its content: ``content``, or ``parts`` in the OpenTelemetry form."""
    content = message.get("content")
    return message.get("parts") if content is None else content


def _text_of_part(part: Mapping[str, Any], depth: int) -> str | None:
    if kind_of(part) in _NOT_PROSE or _NOT_PROSE & part.keys():
        return None
    for key in _TEXT_KEYS:
        if (text := text_of(part.get(key), depth + 1)) is not None:
            return text
    return None


def _is_image(part: Mapping[str, Any]) -> bool:
    kind = kind_of(part)
    if kind in {"image", "image_url", "input_image"}:
        return True
    media = part.get("mime_type") or part.get("modality")
    if kind in {"blob", "uri", "file"} and isinstance(media, str):
        return media.startswith("image")
    return not kind and isinstance(part.get("image"), Mapping)


def _names_of(tool: Any) -> list[str]:
    if isinstance(tool, str):
        return [tool]
    if not isinstance(tool, Mapping):
        return []
    declared = tool.get("functionDeclarations") or tool.get("function_declarations")
    if isinstance(declared, list):
        return [item["name"] for item in declared if isinstance(item, Mapping) and kind_of(item, "name")]
    inner = tool.get("function") or tool.get("toolSpec")
    if isinstance(inner, Mapping) and isinstance(inner.get("name"), str):
        return [inner["name"]]
    name = tool.get("name") or tool.get("type")
    return [name] if isinstance(name, str) else []
