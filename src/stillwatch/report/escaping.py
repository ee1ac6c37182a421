"""Text from a log is shown as what it is: nothing in it can steer a terminal, reorder a line or hide itself."""

from __future__ import annotations

import unicodedata
from typing import Final

from rich.text import Text

ELLIPSIS: Final = "…"
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_BYTE: Final = 0xFF
_PLANE: Final = 0xFFFF


def visible(text: str, *, lines: bool = False) -> str:
    r"""Write every character that has no glyph as its escape: ``\x1b``, ``\u202e``, ``\U000e0041``.

    That covers control characters (so ANSI sequences), bidirectional overrides, zero-width characters,
    lone surrogates and line separators. Unusual spaces become a plain one. A backslash stays as it is,
    so the result is for reading and cannot be turned back.

    Args:
        text: Anything; typically an identifier or an excerpt from a log.
        lines: Keep line feeds, for text that is shown as a block.
    """
    if text.isprintable():
        return text
    return "".join(_visible_character(character, lines=lines) for character in text)


def _visible_character(character: str, *, lines: bool) -> str:
    if character.isprintable() or (lines and character == "\n"):
        return character
    if unicodedata.category(character) == "Zs":
        return character if character == NO_BREAK_SPACE else " "
    code = ord(character)
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _PLANE else f"\\U{code:08x}"


def shortened(text: str, limit: int) -> str:
    """The first ``limit`` characters of ``text``, the last of them an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def literal(text: str, style: str = "") -> Text:
    """Text for a terminal in which rich reads no markup, no emoji code and no link."""
    return Text(visible(text), style=style)
